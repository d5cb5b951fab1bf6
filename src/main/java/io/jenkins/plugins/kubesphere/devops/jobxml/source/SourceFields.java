package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.FieldSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ObjectSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.RegexValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecStrings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts of one source on their way into a job, checked, and named after the field that they come from. */
public final class SourceFields {
    public static final String AT = "spec.multi_branch_pipeline";

    /** What stands before the host of a URL may be a name, not a name and a password. */
    private static final Pattern PASSWORD =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*:[^/?#]+@.*", Pattern.DOTALL);

    /** The schemes of a host's URL, with the port that goes without saying. */
    private static final Map<String, Integer> SCHEMES = Map.of("https", 443, "http", 80);

    private static final Pattern UNSOUND = Pattern.compile("[\\s\\p{Z}?#%\\\\<>\"'&]");

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]");

    private final SpecStrings text;
    private final String source;
    private final Predicate<String> plugins;

    /**
     * @param source the field below {@link #AT}
     * @param plugins whether the engine has the plugin of that short name
     */
    SourceFields(SpecStrings text, String source, Predicate<String> plugins) {
        this.text = text;
        this.source = source;
        this.plugins = plugins;
    }

    /** @throws EngineRefusalException {@link EngineRefusalException.Reason#PLUGIN_MISSING} if the engine does not have the plugin */
    public void needs(String plugin) {
        needs(AT + "." + source, plugin, "");
    }

    /** @param cure what can be done instead, as the end of a sentence */
    public void needs(String field, String plugin, String cure) {
        if (!plugins.test(plugin)) {
            throw text.refusal(
                    EngineRefusalException.Reason.PLUGIN_MISSING,
                    field,
                    "needs the plugin " + plugin + ", which Jenkins does not run; install it and restart Jenkins"
                            + cure);
        }
    }

    public boolean has(String plugin) {
        return plugins.test(plugin);
    }

    /** How the record and messages name a field of the source. */
    public String name(String field) {
        return source + "." + field;
    }

    public EngineRefusalException refusal(String field, String problem) {
        return text.refusal(AT + "." + source + "." + field, problem);
    }

    public String text(String field, String given) {
        return text.of(AT + "." + source + "." + field, given);
    }

    /** A text without which there is nothing to look at. */
    String required(String field, String given, String what) {
        String value = text(field, given);
        if (value.isBlank()) {
            throw refusal(field, "is missing; give " + what);
        }
        return value;
    }

    /**
     * A URL, or whatever else git takes for one. A password in it would stand in clear in the job and in every log: it is
     * refused, and never said.
     *
     * @return empty if absent
     */
    String url(String field, String given) {
        String url = text(field, given);
        if (PASSWORD.matcher(url).matches()) {
            throw refusal(
                    field,
                    "holds a password, which everybody who sees the job or a log could read; take it out, and name a"
                            + " credential in credential_id");
        }
        if (BLANK.matcher(url).find()) {
            throw refusal(field, "holds a blank; write it as %20 or correct the URL");
        }
        if (url.startsWith("-")) {
            throw refusal(field, "begins with -, which git would take for an option; correct it");
        }
        return url;
    }

    public String requiredUrl(String field, String given) {
        String url = url(field, given);
        if (url.isEmpty()) {
            throw refusal(field, "is missing; give the URL of the repository");
        }
        return url;
    }

    /** @param follow see {@link FieldSection} */
    public Section field(String field, String element, String value, String... follow) {
        return new FieldSection(name(field), ElementLocation.sourceField(element), value, List.of(follow));
    }

    public Section credential(String given) {
        return field(
                "credential_id", "credentialsId", text("credential_id", given).trim());
    }

    /**
     * The URL of a host's API or of the host itself, as the plugins tidy it up when they load it: else it were another one
     * after each load.
     *
     * @return empty if absent
     */
    public String serverUrl(String field, String given) {
        String url = url(field, given);
        if (url.isEmpty()) {
            return "";
        }
        try {
            URI uri = new URI(url).normalize();
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!SCHEMES.containsKey(scheme) || uri.getHost() == null) {
                throw refusal(field, "is no URL of a server; give one that begins with https:// and has a host");
            }
            int port = uri.getPort() == SCHEMES.get(scheme) ? -1 : uri.getPort();
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            URI tidy = new URI(scheme, uri.getUserInfo(), host, port, uri.getPath(), uri.getQuery(), uri.getFragment());
            return tidy.toASCIIString().replaceAll("/+$", "");
        } catch (URISyntaxException e) {
            throw refusal(field, "is no URL: " + e.getReason() + " at index " + e.getIndex() + "; correct it");
        }
    }

    /**
     * A name that becomes part of the URLs of a host.
     *
     * @param groups whether it may have several parts, separated by slashes
     */
    public String path(String field, String given, String what, boolean groups) {
        String path = required(field, given, what).trim();
        boolean sound = !UNSOUND.matcher(path).find() && (groups || !path.contains("/"));
        if (!sound || Stream.of(path.split("/", -1)).anyMatch(part -> part.matches("\\.{0,2}"))) {
            throw refusal(field, "\"" + path + "\" is not a name on that host; give " + what);
        }
        return path;
    }

    /** {@code regex_filter}: a branch whose name does not match as a whole gets no job. */
    public Section filter(String given) {
        String regex = text("regex_filter", given);
        RegexValidator.problem(regex).ifPresent(problem -> {
            throw refusal("regex_filter", problem);
        });
        return new ObjectSection(
                name("regex_filter"),
                !regex.isEmpty(),
                ElementLocation.trait("jenkins.scm.impl.trait.RegexSCMHeadFilterTrait"),
                List.of(new ObjectSection.Field("regex", regex)));
    }
}
