package io.jenkins.plugins.kubesphere.devops.template.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON. A value inside a JSON string is escaped, and a value outside a string must be JSON itself, so that no value
 * changes the structure of the template.
 */
final class JsonOutput extends TemplateOutput {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private boolean isInText;
    private boolean isEscaped;

    @Override
    void writeText(String text) {
        append(text);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (isEscaped) {
                isEscaped = false;
            } else if (isInText && c == '\\') {
                isEscaped = true;
            } else if (c == '"') {
                isInText = !isInText;
            }
        }
    }

    @Override
    void writeValue(Object value, String source, int line) {
        if (isInText) {
            String quoted = TemplateValues.toJson(TemplateValues.toText(value));
            append(quoted.substring(1, quoted.length() - 1));
        } else if (value instanceof List || value instanceof Map) {
            append(TemplateValues.toJson(value));
        } else {
            String text = TemplateValues.toText(value).strip();
            if (!isSimpleJson(text)) {
                throw TemplateException.at(
                        line,
                        "{{" + source + "}} is "
                                + (text.isEmpty() ? "empty" : "not a number, true or false")
                                + "; give a value that JSON has without quotes, or put quotes around the action");
            }
            append(text);
        }
    }

    private static boolean isSimpleJson(String text) {
        try {
            return JSON.<JsonNode>readValue(text).isValueNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
