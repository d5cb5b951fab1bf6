package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the string literals of the JSON model of a Jenkinsfile. If the counts before and after a conversion differ,
 * the conversion lost or changed a text. Code blocks are not counted, because {@link TextPlaceholders} keeps them
 * unchanged.
 */
final class ModelLiteralCounter {
    /** Fields of the {@code input} of a stage. They are counted separately, because the plugin mixes them up. */
    private static final Set<String> INPUT_FIELDS = Set.of("message", "id", "ok", "submitter", "submitterParameter");

    private ModelLiteralCounter() {}

    /** Counts how often each text occurs. */
    static Map<String, Integer> count(JsonNode model) {
        Map<String, Integer> literals = new TreeMap<>();
        walk(model, "", "", literals);
        return literals;
    }

    private static void walk(JsonNode node, String property, String section, Map<String, Integer> literals) {
        if (!(node instanceof ObjectNode object)) {
            node.forEach(element -> walk(element, property, section, literals));
            return;
        }
        if (ModelSections.isCodeBlock(object, section)) {
            return;
        }
        if (section.equals("stages")) {
            add(object.path("name"), "stage", literals);
        }
        if (object.path("isLiteral").asBoolean()) {
            add(object.path("value"), INPUT_FIELDS.contains(property) ? property : "", literals);
        }
        object.properties()
                .forEach(field -> walk(
                        field.getValue(), field.getKey(), ModelSections.section(field.getKey(), section), literals));
    }

    private static void add(JsonNode text, String kind, Map<String, Integer> literals) {
        if (text.isTextual()) {
            literals.merge(kind + "\n" + text.textValue(), 1, Integer::sum);
        }
    }
}
