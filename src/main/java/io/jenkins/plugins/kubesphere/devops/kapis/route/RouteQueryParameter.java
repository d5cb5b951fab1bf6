package io.jenkins.plugins.kubesphere.devops.kapis.route;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A parameter in the query of a route, as the description of the API shows it. An empty one counts as one that is left
 * out.
 *
 * @param name as in the query
 * @param type how the handler reads it
 * @param required whether a request without it is refused
 * @param minimum of a number; the greatest is that of a long
 * @param values the texts that are accepted; empty for any
 * @param description what it does, in a few words
 */
public record RouteQueryParameter(
        String name, Type type, boolean required, OptionalLong minimum, List<String> values, String description) {
    /** Of routes whose answer says when it has changed. */
    public static final RouteQueryParameter WATCH =
            flag("watch", "Sends the answer as text/event-stream, and again whenever it changes");

    /** How the text of a parameter is read. */
    public enum Type {
        TEXT,
        /** A whole number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        FLAG
    }

    public RouteQueryParameter {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(minimum);
        values = List.copyOf(values);
        Objects.requireNonNull(description);
    }

    /** Any text. */
    public static RouteQueryParameter text(String name, String description) {
        return new RouteQueryParameter(name, Type.TEXT, false, OptionalLong.empty(), List.of(), description);
    }

    /** Any text; a request without it is refused. */
    public static RouteQueryParameter requiredText(String name, String description) {
        return new RouteQueryParameter(name, Type.TEXT, true, OptionalLong.empty(), List.of(), description);
    }

    /** One of these texts; others are refused, and so is a request without it. */
    public static RouteQueryParameter requiredOneOf(String name, List<String> values, String description) {
        return new RouteQueryParameter(name, Type.TEXT, true, OptionalLong.empty(), values, description);
    }

    public static RouteQueryParameter number(String name, long minimum, String description) {
        return new RouteQueryParameter(name, Type.NUMBER, false, OptionalLong.of(minimum), List.of(), description);
    }

    public static RouteQueryParameter flag(String name, String description) {
        return new RouteQueryParameter(name, Type.FLAG, false, OptionalLong.empty(), List.of(), description);
    }
}
