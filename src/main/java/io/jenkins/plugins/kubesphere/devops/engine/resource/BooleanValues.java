package io.jenkins.plugins.kubesphere.devops.engine.resource;

/** The texts that a boolean parameter accepts: in the spec of a Pipeline, and in a run, on every engine. */
public final class BooleanValues {
    /** Names the texts, for an error message. */
    public static final String EXPECTED = "true or false";

    private BooleanValues() {}

    /**
     * Returns true if the text is {@code true} or {@code false}, in any case, because Helm and YAML write {@code True},
     * or one of {@link UnsetValueTexts}, which Jenkins has always taken for {@code false}. Another text such as {@code
     * yes} is not accepted, because Jenkins would take it for {@code false}.
     */
    public static boolean isAccepted(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") || UnsetValueTexts.contains(text);
    }
}
