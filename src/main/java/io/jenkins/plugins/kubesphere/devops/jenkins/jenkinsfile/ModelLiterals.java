package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects the quoted texts of a model. If they differ before and after a conversion, the conversion lost or changed a
 * text. Code blocks are not collected, because the plugin does not write them.
 */
final class ModelLiterals {
    /** Fields of a stage's input. They are collected by name, because the plugin confuses them. */
    private static final Set<String> FIELDS = Set.of("message", "id", "ok", "submitter", "submitterParameter");

    private ModelLiterals() {}

    /** Counts how often each text occurs. */
    static Map<String, Integer> of(JsonNode model) {
        Map<String, Integer> literals = new TreeMap<>();
        walk(model, "", "", literals);
        return literals;
    }

    private static void walk(JsonNode node, String property, String section, Map<String, Integer> literals) {
        if (!(node instanceof ObjectNode object)) {
            node.forEach(element -> walk(element, property, section, literals));
            return;
        }
        if (TextPlaceholders.isCodeBlock(object, section)) {
            return;
        }
        if (section.equals("stages")) {
            add(object.path("name"), "stage", literals);
        }
        if (object.path("isLiteral").asBoolean()) {
            add(object.path("value"), FIELDS.contains(property) ? property : "", literals);
        }
        object.properties()
                .forEach(field -> walk(
                        field.getValue(), field.getKey(), TextPlaceholders.section(field.getKey(), section), literals));
    }

    private static void add(JsonNode text, String where, Map<String, Integer> literals) {
        if (text.isTextual()) {
            literals.merge(where + "\n" + text.textValue(), 1, Integer::sum);
        }
    }
}
