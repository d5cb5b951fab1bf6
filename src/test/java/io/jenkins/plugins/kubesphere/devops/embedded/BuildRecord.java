package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import java.time.Instant;

/**
 * A build, as it stands on disk: written before its first step and again at its end. It holds no parameter values, since
 * a build does not outlive the process and some values are passwords.
 *
 * @param run whose build it is
 * @param number its number in the job
 * @param startedAt when it got its executor
 * @param endedAt when it ended, null while it runs
 * @param result how it ended, {@code NONE} while it runs
 * @param message one line for the user, empty if there is nothing to say
 */
record BuildRecord(
        RunRef run, int number, Instant startedAt, Instant endedAt, RunSnapshot.Result result, String message) {

    static BuildRecord started(RunRef run, int number) {
        return new BuildRecord(run, number, Instant.now(), null, RunSnapshot.Result.NONE, "");
    }

    BuildRecord ended(Outcome outcome) {
        return new BuildRecord(run, number, startedAt, Instant.now(), outcome.result(), outcome.message());
    }
}
