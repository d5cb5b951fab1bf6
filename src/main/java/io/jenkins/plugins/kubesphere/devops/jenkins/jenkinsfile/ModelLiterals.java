package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a model says in quotes, wherever it stands: the same before and after a conversion, or the conversion lost something.
 * Code blocks are not counted; they are not written by the plugin.
 */
final class ModelLiterals {
    /** Fields of a stage's input, which the plugin mixes up. */
    private static final Set<String> FIELDS = Set.of("message", "id", "ok", "submitter", "submitterParameter");

    private ModelLiterals() {}

    /** Gives how often each text is there. */
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
