package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.api.text.ShortText;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;

/**
 * How a build, or a part of one, ended.
 *
 * @param result never {@code NONE}
 * @param message one line for the user, empty if there is nothing to say
 */
public record BuildOutcome(Result result, String message) {
    public static final BuildOutcome SUCCESS = new BuildOutcome(Result.SUCCESS, "");
    public static final BuildOutcome INTERRUPTED =
            new BuildOutcome(Result.FAILURE, "interrupted by a restart of the engine");
    private static final int LONGEST = 500;

    /** This one, unless the other is worse; results are declared in that order. */
    public BuildOutcome or(BuildOutcome other) {
        return other.result.compareTo(result) > 0 ? other : this;
    }

    public boolean isWorseThan(Result other) {
        return result.compareTo(other) > 0;
    }

    public BuildOutcome inStage(String name) {
        return message.isEmpty() ? this : new BuildOutcome(result, "stage \"" + name + "\": " + message);
    }

    /** What of a text fits into a message: its first line, cut. */
    public static String brief(String text) {
        return ShortText.of(text.lines().findFirst().orElse(""), LONGEST);
    }
}
