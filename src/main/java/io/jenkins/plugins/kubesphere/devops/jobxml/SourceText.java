package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The texts of one source on their way into a job, checked, and named after the field that they come from. */
final class SourceText {
    static final String AT = "spec.multi_branch_pipeline";

    /** What stands before the host of a URL may be a name, not a name and a password. */
    private static final Pattern PASSWORD =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*:[^/?#]+@.*", Pattern.DOTALL);

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]");

    private final SpecText text;
    private final String source;
    private final Predicate<String> plugins;

    /**
     * @param source the field below {@link #AT}
     * @param plugins whether the engine has the plugin of that short name
     */
    SourceText(SpecText text, String source, Predicate<String> plugins) {
        this.text = text;
        this.source = source;
        this.plugins = plugins;
    }

    /** @throws EngineRefusal {@link EngineRefusal.Reason#PLUGIN_MISSING} if the engine does not have the plugin */
    void needs(String plugin) {
        if (!plugins.test(plugin)) {
            throw text.refusal(
                    EngineRefusal.Reason.PLUGIN_MISSING,
                    AT + "." + source,
                    "needs the plugin " + plugin + ", which Jenkins does not run; install it and restart Jenkins");
        }
    }

    boolean has(String plugin) {
        return plugins.test(plugin);
    }

    /** How the record and messages name a field of the source. */
    String name(String field) {
        return source + "." + field;
    }

    EngineRefusal refusal(String field, String problem) {
        return text.refusal(AT + "." + source + "." + field, problem);
    }

    String text(String field, String given) {
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

    String requiredUrl(String field, String given) {
        String url = url(field, given);
        if (url.isEmpty()) {
            throw refusal(field, "is missing; give the URL of the repository");
        }
        return url;
    }

    Section field(String field, String element, String value) {
        return new FieldSection(name(field), Place.sourceField(element), value);
    }

    Section credential(String given) {
        return field(
                "credential_id", "credentialsId", text("credential_id", given).trim());
    }

    /** {@code regex_filter}: a branch whose name does not match as a whole gets no job. */
    Section filter(String given) {
        String regex = text("regex_filter", given);
        RegexCheck.problem(regex).ifPresent(problem -> {
            throw refusal("regex_filter", problem);
        });
        return new ObjectSection(
                name("regex_filter"),
                !regex.isEmpty(),
                Place.trait("jenkins.scm.impl.trait.RegexSCMHeadFilterTrait"),
                List.of(new ObjectSection.Field("regex", regex)));
    }
}
