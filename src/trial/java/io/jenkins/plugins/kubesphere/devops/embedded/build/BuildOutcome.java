package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;

/**
 * How a build, or a part of a build, ended.
 *
 * @param result never {@code NONE}
 * @param message one line for the user; may be empty
 */
public record BuildOutcome(RunResult result, String message) {
    public static final BuildOutcome SUCCESS = new BuildOutcome(RunResult.SUCCESS, "");
    public static final BuildOutcome INTERRUPTED =
            new BuildOutcome(RunResult.FAILURE, "interrupted by a restart of the engine");
    private static final int MAX_CHARACTERS = 500;

    /** Returns the worse of two outcomes. The enum {@link RunResult} is in this order, from the best to the worst. */
    public BuildOutcome worseOf(BuildOutcome other) {
        return other.result.compareTo(result) > 0 ? other : this;
    }

    /** The result in the words of a Jenkinsfile and of a log. Jenkins has no result of its own for a time limit. */
    public RunResult jenkinsResult() {
        return result == RunResult.TIMED_OUT ? RunResult.ABORTED : result;
    }

    public boolean isWorseThan(RunResult other) {
        return result.compareTo(other) > 0;
    }

    public BuildOutcome inStage(String name) {
        return message.isEmpty() ? this : new BuildOutcome(result, "stage \"" + name + "\": " + message);
    }

    /** Returns the first line of a text, at most 500 characters of it. */
    public static String shorten(String text) {
        return TextTruncator.truncate(text.lines().findFirst().orElse(""), MAX_CHARACTERS);
    }
}
