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

    /** The allowed schemes of a server URL, with their default ports. */
    private static final Map<String, Integer> SCHEMES = Map.of("https", 443, "http", 80);

    private static final Pattern ILLEGAL_IN_NAME = Pattern.compile("[\\s\\p{Z}?#%\\\\<>\"'&]");

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]");

    private final SpecTextValidator textValidator;
    private final String source;
    private final Predicate<String> isPluginActive;

    /**
     * @param source name of the source's field below {@link #SPEC_PATH}
     * @param isPluginActive returns true if the plugin with that short name is running
     */
    SourceFieldValidator(SpecTextValidator textValidator, String source, Predicate<String> isPluginActive) {
        this.textValidator = textValidator;
        this.source = source;
        this.isPluginActive = isPluginActive;
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
     * A URL, or another address that git accepts. A password in the URL is refused, because everybody could read it in
     * the job and in logs; the error message does not contain the URL.
     *
     * @return empty if absent
     */
    String checkUrl(String field, String specValue) {
        String url = checkText(field, specValue);
        if (PASSWORD.matcher(url).matches()) {
            throw refusal(
                    field,
                    "contains a password, which everybody who sees the job or a log could read; remove it, and set"
                            + " credential_id to the name of a credential");
        }
        if (BLANK.matcher(url).find()) {
            throw refusal(field, "contains a space; write it as %20 or correct the URL");
        }
        if (url.startsWith("-")) {
            throw refusal(field, "begins with -, which a command could read as an option; correct it");
        }
        return url;
    }

    public String checkRequiredUrl(String field, String specValue) {
        String url = checkUrl(field, specValue);
        if (url.isEmpty()) {
            throw refusal(field, "is missing; give the URL of the repository");
        }
        return url;
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
