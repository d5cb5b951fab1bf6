package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server that knows users. It reviews their tokens, and says what they may do. */
public enum AuthServer {
    KUBERNETES,
    KUBESPHERE;

    /** All servers in the order that is used if no other is configured. */
    public static final List<AuthServer> DEFAULT_ORDER = List.of(KUBERNETES, KUBESPHERE);

    /**
     * Reads a list of names.
     *
     * @param text names in any case, separated by commas, for example {@code kubesphere, kubernetes}; empty for {@link
     *     #DEFAULT_ORDER}
     * @throws IllegalArgumentException if a name is unknown or is given twice
     */
    public static List<AuthServer> parseOrder(String text) {
        if (text.isBlank()) {
            return DEFAULT_ORDER;
        }
        List<AuthServer> order =
                Stream.of(text.split(",", -1)).map(AuthServer::parse).toList();
        if (order.stream().distinct().count() < order.size()) {
            throw new IllegalArgumentException("\"" + text + "\" names a server twice");
        }
        return order;
    }

    private static AuthServer parse(String name) {
        return Arrays.stream(values())
                .filter(server -> server.toString().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name.strip() + "\" is not one of "
                        + Arrays.stream(values()).map(AuthServer::toString).collect(Collectors.joining(", "))));
    }

    /** As in the configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
