package io.jenkins.plugins.kubesphere.devops.template.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Converts and compares values of JSON: null, strings, numbers, booleans, lists and maps. */
public final class TemplateValues {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_SCALE = 100;

    private TemplateValues() {}

    /** Null, false, zero and everything empty are false. */
    static boolean isTrue(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number number) {
            return decimal(number).signum() != 0;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        return value instanceof Map<?, ?> map && !map.isEmpty();
    }

    /** The text that a template prints: nothing for null, JSON for a list or a map. */
    public static String toText(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            BigDecimal decimal = decimal(number);
            // Written out, 1e-999999999 would fill the memory.
            return Math.abs((long) decimal.scale()) > MAX_SCALE ? decimal.toString() : decimal.toPlainString();
        }
        return value instanceof List || value instanceof Map ? toJson(value) : value.toString();
    }

    static String toJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value of JSON has no JSON", e);
        }
    }

    /** Compares numbers by value, and other values by their text, so the string {@code true} is equal to the boolean. */
    static boolean isEqual(Object one, Object other) {
        requireSimple(one);
        requireSimple(other);
        if (one == null || other == null) {
            return one == other;
        }
        if (one instanceof Number first && other instanceof Number second) {
            return decimal(first).compareTo(decimal(second)) == 0;
        }
        return toText(one).equals(toText(other));
    }

    private static void requireSimple(Object value) {
        if (value instanceof List || value instanceof Map) {
            throw new TemplateException("a list or a map cannot be compared");
        }
    }

    /** Compares two numbers or two texts. */
    static int compare(Object one, Object other) {
        if (one instanceof Number first && other instanceof Number second) {
            return decimal(first).compareTo(decimal(second));
        }
        if (one instanceof String first && other instanceof String second) {
            return first.compareTo(second);
        }
        throw new TemplateException("lt, le, gt and ge compare two numbers or two texts, and these are " + kind(one)
                + " and " + kind(other));
    }

    static String kind(Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "a truth value";
        }
        return value instanceof List ? "a list" : value instanceof Map ? "a map" : "a text";
    }

    /** The cost of a value: the number of characters of a string; of a list or map, that of all it has; else 1. */
    static long size(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof List<?> list) {
            return 1 + list.stream().mapToLong(TemplateValues::size).sum();
        }
        if (value instanceof Map<?, ?> map) {
            return 1
                    + map.entrySet().stream()
                            .mapToLong(entry -> size(entry.getKey()) + size(entry.getValue()))
                            .sum();
        }
        return 1;
    }

    static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }
}
