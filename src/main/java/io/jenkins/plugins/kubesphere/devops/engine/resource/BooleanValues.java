package io.jenkins.plugins.kubesphere.devops.engine.resource;

import java.util.Set;

/** The texts that a boolean parameter accepts: in the spec of a Pipeline, and in a run, on every engine. */
public final class BooleanValues {
    /** Names the texts, for an error message. */
    public static final String EXPECTED = "true or false";

    /**
     * What consoles of earlier releases send for a boolean that the form leaves empty, and ks-devops for one without a
     * value. Jenkins has always taken it for {@code false}.
     */
    private static final Set<String> NOT_SET = Set.of("", "<nil>", "undefined");

    private BooleanValues() {}

    /**
     * Returns true if the text is {@code true} or {@code false}, in any case: Helm and YAML write {@code True}. Another
     * text such as {@code yes} is not accepted, because Jenkins would take it for {@code false}.
     */
    public static boolean contains(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    /** Returns true if a run may give this text, which counts as false unless it is {@code true} in any case. */
    public static boolean isAcceptedInRun(String text) {
        return contains(text) || NOT_SET.contains(text);
    }
}
