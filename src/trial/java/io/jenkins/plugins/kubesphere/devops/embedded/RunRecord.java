package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import java.time.Instant;
import java.util.Map;

/**
 * A run, as it stands on disk: written when it is queued, before its first step, and at its end.
 *
 * @param position place in the queue; also the name of its folder
 * @param run whose build it is
 * @param startedBy who is said to have started it, empty if unknown
 * @param values all parameters of the job by name, defaults included; none once its build has begun, which does not
 *     outlive the process, as some are passwords
 * @param number of its build, null before
 * @param startedAt when its build began, null before
 * @param endedAt when its build ended or it left the queue without one, null before
 * @param result how it ended, {@code NONE} before
 * @param message one line for the user, empty if there is nothing to say
 */
record RunRecord(
        long position,
        RunRef run,
        String startedBy,
        Map<String, String> values,
        Integer number,
        Instant startedAt,
        Instant endedAt,
        Result result,
        String message) {

    static RunRecord queued(long position, RunRequest request, Map<String, String> values) {
        return new RunRecord(position, request.run(), request.startedBy(), values, null, null, null, Result.NONE, "");
    }

    RunRecord begun(int given) {
        return new RunRecord(position, run, startedBy, Map.of(), given, Instant.now(), null, Result.NONE, "");
    }

    RunRecord ended(BuildOutcome outcome) {
        return new RunRecord(
                position,
                run,
                startedBy,
                Map.of(),
                number,
                startedAt,
                Instant.now(),
                outcome.result(),
                outcome.message());
    }

    boolean waits() {
        return startedAt == null && endedAt == null;
    }

    boolean over() {
        return endedAt != null;
    }
}
