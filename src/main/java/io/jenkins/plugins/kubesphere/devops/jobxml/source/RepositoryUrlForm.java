package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms of a URL that a repository may have. All others are refused, because the controller scans the repository:
 * it would read a path on its own disk, or start a program for a scheme that the version control system does not know.
 */
enum RepositoryUrlForm {
    GIT("https?|ssh|git", true, "https://, http://, ssh:// or git://, or write user@host:path"),
    /** Subversion starts a configured program for any other scheme that begins with {@code svn+}. */
    SUBVERSION("https?|svn|svn[+]ssh", false, "https://, http://, svn:// or svn+ssh://");

    /**
     * What programs agree on: letters, digits, some other characters, {@code %40} and {@code %5C}. A {@code %2F} would
     * be a slash for those that decode the URL before they split it. There is no group that repeats: it would need a
     * part of the stack for each character of a long text.
     */
    private static final String USER = "(?![A-Za-z0-9._~+=%-]*%(?!40|5[Cc]))[A-Za-z0-9._~+=%-]+";

    private static final String HOST = "(?<host>\\[[^\\[\\]]*]|[^\\[\\]/?#@:]+)";

    private static final Pattern SCP = Pattern.compile(USER + "@" + HOST + ":(?!:).+", Pattern.DOTALL);

    private final Pattern url;
    private final boolean allowsScp;
    private final String expected;

    RepositoryUrlForm(String schemes, boolean allowsScp, String expected) {
        this.url = Pattern.compile(
                "(?:" + schemes + ")://(?:" + USER + ":?@)?" + HOST + "(?::[0-9]{0,5})?(?:/.*)?", Pattern.DOTALL);
        this.allowsScp = allowsScp;
        this.expected = expected;
    }

    /** Returns the host; empty if the URL has none of these forms. */
    Optional<String> host(String text) {
        Matcher found = url.matcher(text);
        if (found.matches()) {
            return Optional.of(found.group("host"));
        }
        Matcher scp = SCP.matcher(text);
        return allowsScp && scp.matches() ? Optional.of(scp.group("host")) : Optional.empty();
    }

    /** What a URL must begin with, for an error message. */
    String expected() {
        return expected;
    }
}
