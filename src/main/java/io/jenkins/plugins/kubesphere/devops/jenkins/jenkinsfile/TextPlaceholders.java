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
 * Keeps the texts that the plugin changes when it writes a Jenkinsfile out of its hands: it takes the indentation off each
 * line of code blocks, also inside strings; it indents each line of a text in three double quotes; and it doubles no
 * backslash of a stage's name. A word stands in for each of them while the Jenkinsfile is written.
 */
final class TextPlaceholders {
    private static final String LITERAL = "isLiteral";
    private static final String VALUE = "value";
    private static final String NAME = "name";
    private static final String ARGUMENTS = "arguments";

    private final String stem;
    private final List<String> texts = new ArrayList<>();

    private TextPlaceholders(String stem) {
        this.stem = stem;
    }

    /**
     * Puts words in the place of texts.
     *
     * @param model is changed
     */
    static TextPlaceholders from(JsonNode model) {
        String stem = "kept_";
        String all = model.toString();
        while (all.contains(stem)) {
            stem += "_";
        }
        TextPlaceholders kept = new TextPlaceholders(stem);
        kept.walk(model, "");
        return kept;
    }

    /**
     * @param section the nearest property around that says what an object with a name is: a step, a condition, a stage
     */
    private void walk(JsonNode node, String section) {
        if (node instanceof ObjectNode object) {
            if (isCodeBlock(object, section)) {
                code(object.get(ARGUMENTS));
                return;
            }
            if (section.equals("stages") && object.path(NAME).isTextual()) {
                replaceIf(object, NAME, name -> name.contains("\\"), TextPlaceholders::escaped, "");
            }
            if (object.path(LITERAL).isBoolean() && !object.get(LITERAL).asBoolean()) {
                replaceIf(
                        object,
                        VALUE,
                        text -> text.contains("\n") || text.contains("'''"),
                        TextPlaceholders::expression,
                        "\"");
            }
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                walk(field.getValue(), section(field.getKey(), section));
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> walk(element, section));
        }
    }

    static String section(String property, String around) {
        return switch (property) {
            case "steps", "when", "stages" -> property;
            case "parallel" -> "stages";
            case "children", "conditions" -> around;
            default -> "";
        };
    }

    static boolean isCodeBlock(ObjectNode object, String section) {
        String name = object.path(NAME).asText();
        return object.has(ARGUMENTS)
                && !object.has("children")
                && (section.equals("steps") && name.equals("script")
                        || section.equals("when") && name.equals("expression"));
    }

    private void code(JsonNode arguments) {
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
            Predicate<String> changed,
            UnaryOperator<String> written,
            String quote) {
        JsonNode text = object.path(property);
        if (text.isTextual() && changed.test(text.textValue())) {
            object.put(property, quote + stem + texts.size() + "_" + quote);
            texts.add(written.apply(text.textValue()));
        }
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("'", "\\'");
    }

    /** As the plugin writes it: {@code ${…}} around the whole is not part of it. */
    private static String expression(String text) {
        return text.startsWith("${") && text.endsWith("}") ? text.substring(2, text.length() - 1) : text;
    }

    /**
     * Gives the Jenkinsfile with the texts in their places.
     *
     * @throws EngineRefusalException if one of them has none
     */
    String putBackInto(String jenkinsfile) {
        Pattern words = Pattern.compile("\"?" + Pattern.quote(stem) + "(\\d+)_\"?");
        int[] put = {0};
        String whole = words.matcher(jenkinsfile).replaceAll(match -> {
            put[0]++;
            return Matcher.quoteReplacement(texts.get(Integer.parseInt(match.group(1))));
        });
        if (put[0] != texts.size()) {
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE, "the JSON of the Jenkinsfile has code where no Jenkinsfile can have it");
        }
        return whole;
    }
}
