package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What stands behind a word of a Jenkinsfile: values by name, and the block, if there is one. */
public final class StepArguments {
    private final String word;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Closure<?> block;

    /**
     * Reads what Groovy passes: one value, or named ones in a map, and a closure at the end.
     *
     * @throws StepFailedException if there is an argument that the word does not know
     */
    public StepArguments(Keyword keyword, Object... given) {
        word = keyword.name();
        int count = given.length;
        boolean ends = count > 0 && given[count - 1] instanceof Closure;
        block = ends ? (Closure<?>) given[count - 1] : null;
        Object[] others = ends ? Arrays.copyOf(given, count - 1) : given;
        String first = keyword.first();
        if (others.length > (first.isEmpty() ? 0 : 1)) {
            throw StepFailedException.failed(word + ": the embedded engine takes "
                    + (first.isEmpty() ? "no argument" : "one value, or arguments with names")
                    + "; use ./run --jenkins for more");
        }
        if (others.length == 1 && others[0] instanceof Map<?, ?> named) {
            named.forEach((name, value) -> put(keyword, String.valueOf(name), value));
        } else if (others.length == 1) {
            values.put(first, others[0]);
        }
    }

    private void put(Keyword keyword, String name, Object value) {
        if (!keyword.takes(name)) {
            throw StepFailedException.failed(word + ": the embedded engine does not know the argument \"" + name
                    + "\"; use ./run --jenkins for it");
        }
        values.put(name, value);
    }

    /** All values by name, in the order of the Jenkinsfile. */
    public Map<String, Object> values() {
        return values;
    }

    /** @throws StepFailedException if it is not there, or null */
    public Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw StepFailedException.failed(word + " needs the argument \"" + name + "\"");
        }
        return value;
    }

    /** @throws StepFailedException if it is not there */
    public String text(String name) {
        return String.valueOf(value(name));
    }

    public String text(String name, String otherwise) {
        Object value = values.get(name);
        return value == null ? otherwise : String.valueOf(value);
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name, "false"));
    }

    /** @throws StepFailedException if it is not there, or not a whole number */
    public long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw StepFailedException.failed(word + ": \"" + name + "\" is a whole number, not \"" + text(name) + "\"");
        }
    }

    /** One of an enum, in any case. @throws StepFailedException if it is none of these */
    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E otherwise) {
        String text = text(name, otherwise.name());
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> StepFailedException.failed(word + ": \"" + name + "\" is not \"" + text
                        + "\", but one of " + Arrays.toString(type.getEnumConstants())));
    }

    /** How long, from {@code time} and {@code unit}. */
    public long millis(TimeUnit otherwise) {
        return oneOf("unit", TimeUnit.class, otherwise).toMillis(number("time"));
    }

    public boolean hasBlock() {
        return block != null;
    }

    /** @throws StepFailedException if there is none */
    public Closure<?> block() {
        if (block == null) {
            throw StepFailedException.failed(word + " needs a block { … }");
        }
        return block;
    }
}
