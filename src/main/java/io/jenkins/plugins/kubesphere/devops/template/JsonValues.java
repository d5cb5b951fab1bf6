package io.jenkins.plugins.kubesphere.devops.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns JSON into the values that a template reads. */
final class JsonValues {
    private JsonValues() {}

    /** @param json null means null */
    static Object of(JsonNode json) {
        if (json == null || json.isNull() || json.isMissingNode()) {
            return null;
        }
        if (json.isNumber()) {
            return number(json);
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(element -> list.add(of(element)));
            return list;
        }
        if (json.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            json.fields().forEachRemaining(field -> map.put(field.getKey(), of(field.getValue())));
            return map;
        }
        return json.asText();
    }

    private static BigDecimal number(JsonNode json) {
        if (json.isFloatingPointNumber() && !json.isBigDecimal() && !Double.isFinite(json.doubleValue())) {
            throw new TemplateException("a number is larger than JSON numbers can be here; send it as text");
        }
        return json.decimalValue();
    }

    /** Null, or a text without characters. */
    static boolean isEmpty(Object value) {
        return value == null || value.equals("");
    }
}
