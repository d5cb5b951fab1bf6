package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.run.DeletedBuild;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The record of a run on disk. It is written when the run is queued, before the first step of its build, and at its
 * end.
 *
 * @param position place in the queue; also the name of the folder of the run
 * @param run the PipelineRun; without a name if a user started the build
 * @param startedBy user who started it; empty if unknown
 * @param values values of all parameters of the job by name, with the defaults. Empty once the build has started: some
 *     values are passwords, and a build never continues in another process
 * @param parameters the parameters of the build without secrets; empty until it starts
 * @param number number of the build; null until it starts
 * @param startedAt when the build started; null until then
 * @param endedAt when the build ended, or the run left the queue without a build; null until then
 * @param result how the run ended; {@code NONE} until then
 * @param message one line for the user; may be empty
 * @param jenkinsfile what the build runs, or ran; null until it starts, unless the run replays another one
 */
record EmbeddedRunRecord(
        long position,
        PipelineRunRef run,
        String startedBy,
        Map<String, String> values,
        List<RunParameter> parameters,
        Integer number,
        Instant startedAt,
        Instant endedAt,
        RunResult result,
        String message,
        String jenkinsfile) {

    EmbeddedRunRecord {
        parameters = parameters == null ? List.of() : List.copyOf(parameters);
    }

    /** @param jenkinsfile the Jenkinsfile of the run that is replayed; null for that of the job */
    static EmbeddedRunRecord queued(long position, RunRequest request, Map<String, String> values, String jenkinsfile) {
        return new EmbeddedRunRecord(
                position,
                request.run(),
                request.creator(),
                values,
                List.of(),
                null,
                null,
                null,
                RunResult.NONE,
                "",
                jenkinsfile);
    }

    EmbeddedRunRecord started(int buildNumber, List<RunParameter> shown, String script) {
        return new EmbeddedRunRecord(
                position,
                run,
                startedBy,
                Map.of(),
                shown,
                buildNumber,
                Instant.now(),
                null,
                RunResult.NONE,
                "",
                script);
    }

    EmbeddedRunRecord ended(BuildOutcome outcome, Instant at) {
        return new EmbeddedRunRecord(
                position,
                run,
                startedBy,
                Map.of(),
                parameters,
                number,
                startedAt,
                at,
                outcome.result(),
                outcome.message(),
                jenkinsfile);
    }

    /** The same build, which belongs to a run now. */
    EmbeddedRunRecord withRun(PipelineRunRef newRun) {
        return new EmbeddedRunRecord(
                position,
                newRun,
                startedBy,
                values,
                parameters,
                number,
                startedAt,
                endedAt,
                result,
                message,
                jenkinsfile);
    }

    /** Returns true if a user started the build, and it belongs to no run: then only the UID of the run is set. */
    boolean belongsToNoRun() {
        return run.name().isEmpty();
    }

    /** What is kept of the build of the run if somebody deletes it. */
    DeletedBuild deletedBuild() {
        return hasEnded() ? new DeletedBuild(number, result, startedAt, endedAt) : DeletedBuild.unfinished(number);
    }

    /** Is not named {@code isQueued}, because Jackson would write that as a field to the JSON. */
    boolean waitsInQueue() {
        return startedAt == null && endedAt == null;
    }

    boolean hasEnded() {
        return endedAt != null;
    }
}
