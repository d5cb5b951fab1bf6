package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;

/**
 * How a build ended.
 *
 * @param result never {@code NONE}
 * @param message one line for the user, empty if there is nothing to say
 */
record Outcome(Result result, String message) {
    static final Outcome INTERRUPTED = new Outcome(Result.FAILURE, "interrupted by a restart of the engine");
}
