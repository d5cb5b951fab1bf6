package io.jenkins.plugins.kubesphere.devops.kapis.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The query of a request. If a name is given several times, the first value counts. The parameters of a form in
 * the body are not part of it.
 */
public final class QueryParameters {
    private static final int MAX_LENGTH = 8_192;
    private static final int MAX_PARAMETERS = 100;

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * @param query as in the request line; null if there is none
     * @throws KapisException 400, if it cannot be decoded or is too long
     */
    public static QueryParameters parse(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return new QueryParameters(values);
        }
        if (query.length() > MAX_LENGTH) {
            throw KapisException.badRequest("the query is longer than " + MAX_LENGTH + " characters");
        }
        String[] pairs = query.split("&");
        if (pairs.length > MAX_PARAMETERS) {
            throw KapisException.badRequest("the query has more than " + MAX_PARAMETERS + " parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            values.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return new QueryParameters(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw KapisException.badRequest("the query has a % without two hexadecimal digits; send %25 for a %");
        }
    }

    /** All parameters in the order of the request. */
    public Map<String, String> all() {
        return values;
    }

    /** The value of a parameter; empty if it is not given or has no text. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * Whether a parameter is {@code true}.
     *
     * @throws KapisException 400, if it is neither {@code true} nor {@code false}
     */
    public boolean isTrue(String name, boolean otherwise) {
        Optional<String> value = find(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        return switch (value.get()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw KapisException.badRequest(
                        "the parameter " + name + " is \"" + value.get() + "\"; give true or false");
        };
    }

    /**
     * A whole number.
     *
     * @throws KapisException 400, if it is not one, or less than the minimum
     */
    public long number(String name, long otherwise, long minimum) {
        Optional<String> value = find(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value.get());
            if (number >= minimum) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The message below says what is expected.
        }
        throw KapisException.badRequest(
                "the parameter " + name + " is \"" + value.get() + "\"; give a whole number of at least " + minimum);
    }
}
