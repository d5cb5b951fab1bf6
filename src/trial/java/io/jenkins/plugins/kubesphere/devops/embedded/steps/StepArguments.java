package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The arguments of a keyword in a Jenkinsfile: values by name, and the block, if there is one. */
public final class StepArguments {
    private final String keywordName;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Closure<?> block;

    /**
     * Reads the arguments as Groovy passes them: at most one value or map of named values, optionally followed by a
     * closure.
     *
     * @throws StepFailedException if the keyword does not accept an argument
     */
    public StepArguments(KeywordDescriptor keyword, Object... groovyArguments) {
        keywordName = keyword.name();
        int count = groovyArguments.length;
        boolean hasClosure = count > 0 && groovyArguments[count - 1] instanceof Closure;
        block = hasClosure ? (Closure<?>) groovyArguments[count - 1] : null;
        Object[] others = hasClosure ? Arrays.copyOf(groovyArguments, count - 1) : groovyArguments;
        String first = keyword.firstArgument();
        if (others.length > (first.isEmpty() ? 0 : 1)) {
            throw StepFailedException.failed(keywordName + ": the embedded engine accepts "
                    + (first.isEmpty() ? "no argument" : "one value, or arguments with names")
                    + "; use ./run --jenkins for more");
        }
        if (others.length == 1 && others[0] instanceof Map<?, ?> named) {
            named.forEach((name, value) -> put(keyword, String.valueOf(name), value));
        } else if (others.length == 1) {
            values.put(first, others[0]);
        }
    }

    private void put(KeywordDescriptor keyword, String name, Object value) {
        if (!keyword.accepts(name)) {
            throw StepFailedException.failed(keywordName + ": the embedded engine does not know the argument \"" + name
                    + "\"; use ./run --jenkins for it");
        }
        values.put(name, value);
    }

    /** All values by name, in the order of the Jenkinsfile. */
    public Map<String, Object> values() {
        return values;
    }

    /** @throws StepFailedException if the argument is missing or null */
    public Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw StepFailedException.failed(keywordName + " needs the argument \"" + name + "\"");
        }
        return value;
    }

    /** @throws StepFailedException if the argument is missing or null */
    public String text(String name) {
        return String.valueOf(value(name));
    }

    public String text(String name, String defaultValue) {
        Object value = values.get(name);
        return value == null ? defaultValue : String.valueOf(value);
    }

    public boolean booleanValue(String name) {
        return Boolean.parseBoolean(text(name, "false"));
    }

    /** @throws StepFailedException if the argument is missing or not a whole number */
    public long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw StepFailedException.failed(
                    keywordName + ": \"" + name + "\" must be a whole number, not \"" + text(name) + "\"");
        }
    }

    /**
     * Reads a constant of an enum; upper and lower case are the same.
     *
     * @throws StepFailedException if the value is not a constant of the enum
     */
    public <E extends Enum<E>> E enumValue(String name, Class<E> type, E defaultValue) {
        String text = text(name, defaultValue.name());
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> StepFailedException.failed(keywordName + ": \"" + name + "\" must be one of "
                        + Arrays.toString(type.getEnumConstants()) + ", not \"" + text + "\""));
    }

    /** Returns the duration that {@code time} and {@code unit} give, in milliseconds. */
    public long millis(TimeUnit defaultUnit) {
        return enumValue("unit", TimeUnit.class, defaultUnit).toMillis(number("time"));
    }

    public boolean hasBlock() {
        return block != null;
    }

    /** @throws StepFailedException if there is no block */
    public Closure<?> block() {
        if (block == null) {
            throw StepFailedException.failed(keywordName + " needs a block { … }");
        }
        return block;
    }
}
