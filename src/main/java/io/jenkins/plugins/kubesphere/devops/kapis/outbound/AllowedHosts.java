package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The servers that an administrator lists. They may have private addresses and any port, and tokens are sent to them. An entry is
 * the name or the address of a host, which then has the ports 80 and 443, or a host with one port, as in {@code
 * git.corp:8443}. A scheme before it, as in {@code http://git.corp:3000}, gives its port, if none is given; {@code http}
 * also says that tokens are sent without encryption. Immutable.
 */
public final class AllowedHosts {
    /** The default ports of Git servers. */
    private static final Set<Integer> USUAL_PORTS = Set.of(80, 443);

    private static final Pattern ENTRY =
            Pattern.compile("(?<scheme>https?://)?(?:\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(?<port>:\\d{1,5})?");

    private static final String PLAIN = "http://";

    private final Set<String> entries;
    /** Those that tokens reach without encryption. */
    private final Set<String> plain;

    private AllowedHosts(Set<String> entries, Set<String> plain) {
        this.entries = entries;
        this.plain = plain;
    }

    /** @throws IllegalArgumentException with the entry that is not a host, as its message */
    public static AllowedHosts of(Collection<String> hosts) {
        Set<String> entries = new TreeSet<>();
        Set<String> plain = new TreeSet<>();
        for (String host : hosts) {
            Matcher parts = ENTRY.matcher(host);
            HttpUrl url = parts.matches() ? HttpUrl.parse(parts.group("scheme") == null ? PLAIN + host : host) : null;
            if (url == null) {
                throw new IllegalArgumentException(host);
            }
            if (parts.group("scheme") == null && parts.group("port") == null) {
                USUAL_PORTS.forEach(port -> entries.add(key(url.host(), port)));
            } else {
                entries.add(key(url.host(), url.port()));
            }
            if (PLAIN.equals(parts.group("scheme"))) {
                plain.add(key(url.host(), url.port()));
            }
        }
        return new AllowedHosts(entries, plain);
    }

    /** Whether an administrator lists this server. */
    public boolean contains(HttpUrl url) {
        return contains(url.host(), url.port());
    }

    /** Whether an administrator lists this server with {@code http}: tokens may be sent to it without encryption. */
    boolean containsPlain(HttpUrl url) {
        return plain.contains(key(url.host(), url.port()));
    }

    boolean contains(String host, int port) {
        return entries.contains(key(host, port));
    }

    static boolean isUsual(int port) {
        return USUAL_PORTS.contains(port);
    }

    /** A name with a dot at its end is the same name. */
    static String normalize(String host) {
        String lower = Objects.requireNonNull(host).toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String key(String host, int port) {
        return normalize(host) + " " + port;
    }
}
