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
     * Returns true if the text is {@code true} or {@code false}, in any case, because Helm and YAML write {@code True},
     * or one of those that stand for false. Another text such as {@code yes} is not accepted, because Jenkins would
     * take it for {@code false}.
     */
    public static boolean isAccepted(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") || NOT_SET.contains(text);
    }
}
