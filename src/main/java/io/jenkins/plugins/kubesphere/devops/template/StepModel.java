package io.jenkins.plugins.kubesphere.devops.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;

/** Steps in the form that Jenkins' pipeline-model-definition gives to a Jenkinsfile in JSON. */
final class StepModel {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private StepModel() {}

    /** A step that runs a shell script. */
    static ObjectNode shell(String script) {
        ObjectNode step = JsonNodeFactory.instance.objectNode();
        step.putArray("arguments").addObject().put("key", "script").set("value", value(true, script));
        return step.put("name", "sh");
    }

    /** A step with one argument that has no name, and steps inside. */
    static ObjectNode block(String name, boolean isLiteral, String argument, ObjectNode inner) {
        ObjectNode step = JsonNodeFactory.instance.objectNode();
        step.set("arguments", value(isLiteral, argument));
        step.putArray("children").add(inner);
        return step.put("name", name);
    }

    private static ObjectNode value(boolean isLiteral, String text) {
        return JsonNodeFactory.instance.objectNode().put("isLiteral", isLiteral).put("value", text);
    }

    /** @throws TemplateException if the text is not a step in JSON */
    static ObjectNode parse(String json) {
        try {
            JsonNode step = JSON.readTree(json);
            if (step instanceof ObjectNode object && object.path("name").isTextual()) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new TemplateException("the template has the runtime dsl, and its result is not JSON: "
                    + "line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + " of the result");
        }
        throw new TemplateException(
                "the template has the runtime dsl, and its result is not a step: a JSON object with a name and arguments");
    }

    /** Prints a step with two spaces for each level, as ks-devops does. */
    static String print(ObjectNode step) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withSeparators(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withArrayEmptySeparator("")
                        .withObjectEmptySeparator(""));
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        try {
            return JSON.writer(printer).writeValueAsString(step);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON has no JSON", e);
        }
    }
}
