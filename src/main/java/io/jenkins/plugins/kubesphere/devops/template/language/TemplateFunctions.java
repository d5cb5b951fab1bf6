package io.jenkins.plugins.kubesphere.devops.template.language;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The functions that a template may call. They compute, and reach nothing outside. */
final class TemplateFunctions {
    private static final int MANY = 100;
    /** The verbs of a format. */
    private static final String VERBS = "svdtq";

    private static final Map<String, Function> ALL = Map.ofEntries(
            // The evaluator runs these two: they do not evaluate more arguments than needed.
            Map.entry("and", new Function(1, MANY, values -> null)),
            Map.entry("or", new Function(1, MANY, values -> null)),
            Map.entry("not", new Function(1, 1, values -> !TemplateValues.isTrue(values.get(0)))),
            Map.entry("eq", new Function(2, MANY, TemplateFunctions::equalsAny)),
            Map.entry("ne", new Function(2, 2, values -> !equalsAny(values))),
            Map.entry("lt", new Function(2, 2, values -> compare(values) < 0)),
            Map.entry("le", new Function(2, 2, values -> compare(values) <= 0)),
            Map.entry("gt", new Function(2, 2, values -> compare(values) > 0)),
            Map.entry("ge", new Function(2, 2, values -> compare(values) >= 0)),
            Map.entry("len", new Function(1, 1, values -> length(values.get(0)))),
            Map.entry("index", new Function(2, MANY, TemplateFunctions::index)),
            Map.entry("print", new Function(0, MANY, values -> join(values, ""))),
            Map.entry("println", new Function(0, MANY, values -> join(values, " ") + "\n")),
            Map.entry("printf", new Function(1, MANY, TemplateFunctions::format)),
            Map.entry(
                    "default", new Function(2, 2, values -> values.get(TemplateValues.isTrue(values.get(1)) ? 1 : 0))),
            Map.entry("quote", new Function(1, 1, values -> TemplateValues.toJson(text(values)))),
            Map.entry("toJson", new Function(1, 1, values -> TemplateValues.toJson(values.get(0)))),
            Map.entry("trim", new Function(1, 1, values -> text(values).strip())),
            Map.entry("lower", new Function(1, 1, values -> text(values).toLowerCase(Locale.ROOT))),
            Map.entry("upper", new Function(1, 1, values -> text(values).toUpperCase(Locale.ROOT))),
            Map.entry("groovyString", new Function(1, 1, values -> TextQuoting.groovy(text(values)))),
            Map.entry("shellQuote", new Function(1, 1, values -> TextQuoting.shell(text(values)))));

    private record Function(int minimum, int maximum, java.util.function.Function<List<Object>, Object> body) {}

    private TemplateFunctions() {}

    /** Refuses a function that does not exist, or does not take so many arguments. */
    static void require(String name, int arguments, int line) {
        Function function = ALL.get(name);
        if (function == null) {
            throw TemplateException.at(
                    line,
                    "the function \"" + name + "\" is not supported; there are "
                            + new TreeSet<>(ALL.keySet()).stream().collect(Collectors.joining(", ")));
        }
        if (arguments < function.minimum() || arguments > function.maximum()) {
            throw TemplateException.at(
                    line,
                    "\"" + name + "\" has " + arguments + (arguments == 1 ? " argument" : " arguments") + "; it takes "
                            + (function.minimum() == function.maximum()
                                    ? function.minimum()
                                    : function.minimum() + " to " + function.maximum()));
        }
    }

    /** @param values arguments, some perhaps null; as many as {@link #require} has accepted */
    static Object call(String name, List<Object> values) {
        return ALL.get(name).body().apply(values);
    }

    private static String text(List<Object> values) {
        return TemplateValues.toText(values.get(0));
    }

    private static boolean equalsAny(List<Object> values) {
        return values.subList(1, values.size()).stream()
                .anyMatch(other -> TemplateValues.isEqual(values.get(0), other));
    }

    private static int compare(List<Object> values) {
        return TemplateValues.compare(values.get(0), values.get(1));
    }

    private static Object length(Object value) {
        if (value instanceof String text) {
            return BigDecimal.valueOf(text.codePointCount(0, text.length()));
        }
        if (value instanceof List<?> list) {
            return BigDecimal.valueOf(list.size());
        }
        if (value instanceof Map<?, ?> map) {
            return BigDecimal.valueOf(map.size());
        }
        throw new TemplateException("\"len\" needs a text, a list or a map, and this is " + TemplateValues.kind(value));
    }

    /** An element that does not exist is null. */
    private static Object index(List<Object> values) {
        Object found = values.get(0);
        for (Object key : values.subList(1, values.size())) {
            if (found instanceof Map<?, ?> map && key instanceof String name) {
                found = map.get(name);
            } else if (found instanceof List<?> list && key instanceof Number number) {
                BigDecimal at = TemplateValues.decimal(number);
                boolean exists = at.signum() >= 0 && at.compareTo(BigDecimal.valueOf(list.size())) < 0;
                found = exists ? list.get(at.intValue()) : null;
            } else if (found != null) {
                throw new TemplateException("\"index\" needs a list and a number, or a map and a text, and these are "
                        + TemplateValues.kind(found) + " and " + TemplateValues.kind(key));
            }
        }
        return found;
    }

    private static String join(List<Object> values, String separator) {
        return values.stream().map(TemplateValues::toText).collect(Collectors.joining(separator));
    }

    private static String format(List<Object> values) {
        String format = text(values);
        StringBuilder result = new StringBuilder();
        int next = 1;
        for (int at = 0; at < format.length(); at++) {
            char c = format.charAt(at);
            if (c != '%') {
                result.append(c);
                continue;
            }
            if (++at == format.length()) {
                throw new TemplateException(
                        "the format of \"printf\" ends with a single %; write %% for the character");
            }
            char verb = format.charAt(at);
            if (verb == '%') {
                result.append(verb);
            } else if (VERBS.indexOf(verb) < 0) {
                throw new TemplateException(
                        "\"printf\" does not support %" + verb + "; there are %s, %v, %d, %t, %q and %%");
            } else {
                result.append(format(verb, argument(values, next++)));
            }
        }
        if (next < values.size()) {
            throw new TemplateException("\"printf\" has more values than its format names");
        }
        return result.toString();
    }

    private static Object argument(List<Object> values, int index) {
        if (index >= values.size()) {
            throw new TemplateException("\"printf\" has fewer values than its format names");
        }
        return values.get(index);
    }

    private static String format(char verb, Object value) {
        String text = TemplateValues.toText(value);
        return verb == 'q' ? TemplateValues.toJson(text) : text;
    }
}
