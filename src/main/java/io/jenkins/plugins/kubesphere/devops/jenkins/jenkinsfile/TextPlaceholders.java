package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces some texts by placeholders while the plugin pipeline-model-definition writes a Jenkinsfile, because the
 * plugin would change them: it removes the indentation of each line in code blocks, also inside strings; it indents
 * each line of a text in three double quotes; and it does not escape the backslashes in the name of a stage.
 */
final class TextPlaceholders {
    private static final String LITERAL = "isLiteral";
    private static final String VALUE = "value";
    private static final String NAME = "name";
    private static final String ARGUMENTS = "arguments";

    private final String prefix;
    private final List<String> texts = new ArrayList<>();

    private TextPlaceholders(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Replaces texts of a model by placeholders.
     *
     * @param model JSON model of a Jenkinsfile; this method changes it
     */
    static TextPlaceholders insert(JsonNode model) {
        String prefix = "kept_";
        String all = model.toString();
        while (all.contains(prefix)) {
            prefix += "_";
        }
        TextPlaceholders placeholders = new TextPlaceholders(prefix);
        placeholders.replaceTexts(model, "");
        return placeholders;
    }

    /**
     * Replaces the placeholders in a Jenkinsfile by the texts.
     *
     * @throws EngineRefusalException if the Jenkinsfile does not contain the placeholder of a text
     */
    String restore(String jenkinsfile) {
        Pattern placeholder = Pattern.compile("\"?" + Pattern.quote(prefix) + "(\\d+)_\"?");
        int[] replaced = {0};
        String whole = placeholder.matcher(jenkinsfile).replaceAll(match -> {
            replaced[0]++;
            return Matcher.quoteReplacement(texts.get(Integer.parseInt(match.group(1))));
        });
        if (replaced[0] != texts.size()) {
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "the JSON of the Jenkinsfile has a script or an expression at a place that the conversion drops; move it"
                            + " into steps { }, into when { expression { } } or into an argument of a step, or remove it");
        }
        return whole;
    }

    /**
     * Replaces the texts below a node.
     *
     * @param section section of the node, see {@link ModelSections}
     */
    private void replaceTexts(JsonNode node, String section) {
        if (node instanceof ObjectNode object) {
            if (ModelSections.isCodeBlock(object, section)) {
                replaceCode(object.get(ARGUMENTS));
                return;
            }
            if (section.equals("stages") && object.path(NAME).isTextual()) {
                replaceIf(object, NAME, name -> name.contains("\\"), TextPlaceholders::escape, "");
            }
            if (object.path(LITERAL).isBoolean() && !object.get(LITERAL).asBoolean()) {
                replaceIf(
                        object,
                        VALUE,
                        text -> text.contains("\n") || text.contains("'''"),
                        TextPlaceholders::unwrapExpression,
                        "\"");
            }
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                replaceTexts(field.getValue(), ModelSections.section(field.getKey(), section));
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> replaceTexts(element, section));
        }
    }

    private void replaceCode(JsonNode arguments) {
        if (arguments instanceof ObjectNode object) {
            replaceIf(object, VALUE, text -> true, UnaryOperator.identity(), "");
        } else {
            for (JsonNode argument : arguments) {
                if (argument.path(VALUE) instanceof ObjectNode object) {
                    replaceIf(object, VALUE, text -> true, UnaryOperator.identity(), "");
                }
            }
        }
    }

    private void replaceIf(
            ObjectNode object,
            String property,
            Predicate<String> condition,
            UnaryOperator<String> conversion,
            String quote) {
        JsonNode text = object.path(property);
        if (text.isTextual() && condition.test(text.textValue())) {
            object.put(property, quote + prefix + texts.size() + "_" + quote);
            texts.add(conversion.apply(text.textValue()));
        }
    }

    private static String escape(String name) {
        return name.replace("\\", "\\\\").replace("'", "\\'");
    }

    /** Removes a {@code ${…}} around the whole text, as the plugin does. */
    private static String unwrapExpression(String text) {
        return text.startsWith("${") && text.endsWith("}") ? text.substring(2, text.length() - 1) : text;
    }
}
