package io.jenkins.plugins.kubesphere.devops.api.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a remote Git repository, or its short form {@code user@host:path}.
 *
 * @param scheme http, https, ssh or git; ssh for the short form
 * @param user with the password, if there is one; empty if there is none
 * @param host in lower case; an IPv6 address has brackets
 * @param path without the slash after the host; may be empty
 * @param isShort whether it was the short form, which has no port
 */
public record GitUrl(String scheme, String user, String host, OptionalInt port, String path, boolean isShort) {
    private static final int MAX_LENGTH = 2_048;
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("https", 443, "http", 80, "ssh", 22, "git", 9418);
    private static final Pattern URL =
            Pattern.compile("([A-Za-z]+)://(?:([^/]*)@)?([^/@:\\[\\]]+|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{1,5}))?/(.*)");
    private static final Pattern SHORT = Pattern.compile("(?:([^/:]*)@)?([^/@:\\[\\]]+):/?(.*)");

    /** Reads a URL; empty for other text, for local paths, and for URLs with a query, a fragment or white space. */
    public static Optional<GitUrl> parse(String text) {
        if (text == null || text.length() > MAX_LENGTH || text.chars().anyMatch(GitUrl::isForeign)) {
            return Optional.empty();
        }
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            Matcher shortForm = SHORT.matcher(text);
            return shortForm.matches()
                            && !shortForm.group(3).startsWith("/")
                            && !shortForm.group(3).startsWith(":")
                    ? Optional.of(of("ssh", shortForm.group(1), shortForm.group(2), null, shortForm.group(3), true))
                    : Optional.empty();
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        return DEFAULT_PORTS.containsKey(scheme)
                ? Optional.of(of(scheme, url.group(2), url.group(3), url.group(4), url.group(5), false))
                : Optional.empty();
    }

    private static boolean isForeign(int character) {
        return Character.isWhitespace(character)
                || Character.isISOControl(character)
                || character == '?'
                || character == '#'
                || character == '\\';
    }

    private static GitUrl of(String scheme, String user, String host, String port, String path, boolean isShort) {
        return new GitUrl(
                scheme,
                user == null ? "" : user,
                host.toLowerCase(Locale.ROOT),
                port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)),
                path,
                isShort);
    }

    /** Whether the scheme is http or https. */
    public boolean isWeb() {
        return scheme.startsWith("http");
    }

    /** The host, with the port if that is not the default of the scheme. */
    public String hostAndPort() {
        return port.isEmpty() || port.getAsInt() == DEFAULT_PORTS.get(scheme) ? host : host + ":" + port.getAsInt();
    }
}
