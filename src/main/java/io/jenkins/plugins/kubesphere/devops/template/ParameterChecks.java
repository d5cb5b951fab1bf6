package io.jenkins.plugins.kubesphere.devops.template;

import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Checks for both kinds of parameters. Each message names the parameter. */
final class ParameterChecks {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,29})(\\.[0-9]{1,30})?");

    private ParameterChecks() {}

    static void requireGiven(String name, Object value) {
        boolean isEmptyReference = value instanceof Map<?, ?> map && JsonValues.isEmpty(map.get("name"));
        if (JsonValues.isEmpty(value) || isEmptyReference) {
            throw wrong(name, "is required; give it a value");
        }
    }

    /** Converts a value to its type. An empty value, and a value of an unknown type, stays as it is. */
    static Object convert(String name, String type, Object value) {
        if (JsonValues.isEmpty(value)) {
            return value;
        }
        return switch (Objects.requireNonNullElse(type, "").toLowerCase(Locale.ROOT)) {
            case "bool", "boolean" -> truth(name, value);
            case "number", "integer" -> number(name, value);
            default -> value;
        };
    }

    private static Object truth(String name, Object value) {
        if (value instanceof Boolean || value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value.toString());
        }
        throw wrong(name, "must be true or false");
    }

    private static Object number(String name, Object value) {
        if (value instanceof BigDecimal
                || value instanceof String text && NUMBER.matcher(text).matches()) {
            return value;
        }
        throw wrong(name, "must be a number");
    }

    static void requireOneOf(String name, List<String> options, Object value) {
        if (!options.isEmpty() && !JsonValues.isEmpty(value) && !options.contains(TemplateValues.toText(value))) {
            throw wrong(name, "must be one of " + String.join(", ", options));
        }
    }

    static TemplateException wrong(String name, String what) {
        return new TemplateException("the parameter \"" + name + "\" " + what);
    }
}
