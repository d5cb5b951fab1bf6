package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.RegexValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.RequiredPluginValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks the fields of one branch source in the spec. The error messages contain the path of the field. */
public final class SourceFieldValidator {
    public static final String SPEC_PATH = "spec.multi_branch_pipeline";

    /** A URL with a user name and a password before its host. A user name alone is allowed. */
    private static final Pattern PASSWORD =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*:[^/?#]+@.*", Pattern.DOTALL);

    /**
     * A URL whose user name has the form of a token of GitHub, GitLab or Bitbucket, also in {@code token@host:path}.
     * The last form is that of old tokens of GitHub.
     */
    private static final Pattern TOKEN = Pattern.compile(
            "(?:[A-Za-z][A-Za-z0-9+.-]*://)?"
                    + "(?:gh[opsur]_\\w{20,}|github_pat_\\w{20,}|gl[a-z]{2,8}-[\\w.-]{20,}|ATBB\\w{20,}|AT[AC]TT[\\w=-]{20,}"
                    + "|[0-9a-f]{40}):?@.*",
            Pattern.DOTALL);

    /** The allowed schemes of a server URL, with their default ports. */
    private static final Map<String, Integer> SCHEMES = Map.of("https", 443, "http", 80);

    private static final Pattern ILLEGAL_IN_NAME = Pattern.compile("[\\s\\p{Z}?#%\\\\<>\"'&]");

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]");

    /** A control character or an invisible one, as it is or encoded, or a backslash. */
    private static final Pattern ILLEGAL_IN_URL = Pattern.compile("[\\p{Cc}\\p{Cf}\\\\]|%(?:[01][0-9A-Fa-f]|7[Ff])");

    private final SpecTextValidator textValidator;
    private final String source;
    private final Predicate<String> isPluginActive;
    private final boolean allowsLoopback;

    /**
     * @param source name of the source's field below {@link #SPEC_PATH}
     * @param isPluginActive returns true if the plugin with that short name is running
     * @param allowsLoopback whether a repository may be on the controller's loopback interface
     */
    SourceFieldValidator(
            SpecTextValidator textValidator, String source, Predicate<String> isPluginActive, boolean allowsLoopback) {
        this.textValidator = textValidator;
        this.source = source;
        this.isPluginActive = isPluginActive;
        this.allowsLoopback = allowsLoopback;
    }

    /**
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#PLUGIN_MISSING} if the plugin is not running
     */
    public void requirePlugin(String plugin) {
        requirePlugin(SPEC_PATH + "." + source, plugin, "");
    }

    /** @param alternative another way to solve the problem, as the end of a sentence */
    public void requirePlugin(String field, String plugin, String alternative) {
        new RequiredPluginValidator(textValidator.refusals(), isPluginActive).check(field, plugin, alternative);
    }

    public boolean hasPlugin(String plugin) {
        return isPluginActive.test(plugin);
    }

    /** Name of a field of the source in the ownership record and in messages. */
    public String fieldPath(String field) {
        return source + "." + field;
    }

    public EngineRefusalException refusal(String field, String problem) {
        return textValidator.refusals().create(SPEC_PATH + "." + source + "." + field, problem);
    }

    public String checkText(String field, String specValue) {
        return textValidator.check(SPEC_PATH + "." + source + "." + field, specValue);
    }

    /** @throws EngineRefusalException if the text is absent or blank */
    String checkRequired(String field, String specValue, String expected) {
        String value = checkText(field, specValue);
        if (value.isBlank()) {
            throw refusal(field, "is missing; give " + expected);
        }
        return value;
    }

    /**
     * A URL without what no form of a URL may have. Blanks around it, which are easily pasted, are taken off. A
     * password in it is refused, because everybody could read it in the job and in logs; the error messages do not
     * contain the URL.
     *
     * @return empty if absent
     */
    private String checkUrl(String field, String specValue) {
        String url = checkText(field, specValue).strip();
        if (PASSWORD.matcher(url).matches()) {
            throw refusal(
                    field,
                    "contains a password, which everybody who sees the job or a log could read; remove it, and set"
                            + " credential_id to the name of a credential");
        }
        if (TOKEN.matcher(url).matches()) {
            throw refusal(
                    field,
                    "contains a token as its user name, which everybody who sees the job or a log could read; remove"
                            + " it, and set credential_id to the name of a credential");
        }
        if (BLANK.matcher(url).find()) {
            throw refusal(field, "contains a space; write it as %20 or correct the URL");
        }
        if (url.startsWith("-")) {
            throw refusal(field, "begins with -, which a command could read as an option; correct it");
        }
        if (ILLEGAL_IN_URL.matcher(url).find()) {
            throw refusal(field, "contains a backslash, a control character or an invisible character; remove it");
        }
        return url;
    }

    /**
     * The URL of a repository that the controller may scan: see {@link RepositoryUrlForm} and {@link HostAddressKind}.
     */
    String checkRequiredUrl(String field, String specValue, RepositoryUrlForm form) {
        String url = checkUrl(field, specValue);
        if (url.isEmpty()) {
            throw refusal(field, "is missing; give the URL of the repository");
        }
        String host = form.host(url)
                .orElseThrow(() -> refusal(
                        field,
                        "is not a URL of a repository on another machine; begin it with " + form.expected()
                                + ", in lower case, with a host"));
        checkHost(field, host);
        return url;
    }

    private void checkHost(String field, String host) {
        switch (HostAddressKind.of(host)) {
            case INVALID ->
                throw refusal(
                        field,
                        "has the host \"" + host + "\", which is not a valid name or address; give a name, four"
                                + " decimal numbers such as 192.0.2.7, or an IPv6 address in square brackets");
            case LOOPBACK -> {
                if (!allowsLoopback) {
                    throw refusal(
                            field,
                            "has the host \"" + host + "\", which is the Jenkins controller itself; give the host"
                                    + " name under which other machines reach the repository");
                }
            }
            case LINK_LOCAL ->
                throw refusal(
                        field,
                        "has the host \"" + host + "\", a link-local address, at which clouds give out credentials;"
                                + " give the host name under which other machines reach the repository");
            case OTHER -> {
                // A name is not looked up: its address can change before Jenkins connects.
            }
        }
    }

    /**
     * The URL of a host or of its API, normalized as the plugins normalize it when they load a job. Otherwise the URL
     * in the job would differ from the spec after each load.
     *
     * @return empty if absent
     */
    public String checkServerUrl(String field, String specValue) {
        String url = checkUrl(field, specValue);
        if (url.isEmpty()) {
            return "";
        }
        try {
            URI uri = new URI(url).normalize();
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!SCHEMES.containsKey(scheme) || uri.getHost() == null) {
                throw refusal(
                        field,
                        "is not the URL of a server; give a URL that begins with https:// or http:// and has a host");
            }
            checkHost(field, uri.getHost());
            int port = uri.getPort() == SCHEMES.get(scheme) ? -1 : uri.getPort();
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            URI normalized =
                    new URI(scheme, uri.getUserInfo(), host, port, uri.getPath(), uri.getQuery(), uri.getFragment());
            return normalized.toASCIIString().replaceAll("/+$", "");
        } catch (URISyntaxException e) {
            throw refusal(field, "is not a URL: " + e.getReason() + " at index " + e.getIndex() + "; correct it");
        }
    }

    /**
     * Checks a name that becomes part of a URL of the SCM host, such as the owner of a repository.
     *
     * @param expected what the field must contain, for the error message
     * @param allowsGroups whether the name may have several parts, separated by slashes
     */
    public String checkHostPath(String field, String specValue, String expected, boolean allowsGroups) {
        String path = checkRequired(field, specValue, expected).trim();
        boolean valid = !ILLEGAL_IN_NAME.matcher(path).find() && (allowsGroups || !path.contains("/"));
        if (!valid || Stream.of(path.split("/", -1)).anyMatch(part -> part.matches("\\.{0,2}"))) {
            throw refusal(field, "\"" + path + "\" is not a name that the SCM host allows; give " + expected);
        }
        return path;
    }

    /** A regular expression that Jenkins applies to the names of branches. */
    String checkRegex(String field, String specValue) {
        String regex = checkText(field, specValue);
        RegexValidator.findProblem(regex).ifPresent(problem -> {
            throw refusal(field, problem);
        });
        return regex;
    }
}
