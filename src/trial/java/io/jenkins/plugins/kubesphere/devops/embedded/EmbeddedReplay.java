package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.OriginalRun;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a build of the embedded engine takes over from the build that it replays.
 *
 * @param jenkinsfile the Jenkinsfile
 * @param values the values of the parameters by name
 */
record EmbeddedReplay(String jenkinsfile, Map<String, String> values) {

    /** @throws EngineRefusalException if the build cannot be replayed, or not yet */
    static EmbeddedReplay of(RunRequest request, OriginalRun original, Optional<EmbeddedRun> found) {
        if (original.stage().isPresent()) {
            throw refused(
                    request,
                    "the embedded engine cannot restart a build at a stage; create a run without restart-stage, or use"
                            + " ./run --jenkins");
        }
        if (found.isEmpty() && !original.ended()) {
            throw notReady(original);
        }
        EmbeddedRunRecord record = found.orElseThrow(() -> withoutBuild(request, original)).record;
        if (record.waitsInQueue()) {
            throw notReady(original);
        }
        if (record.jenkinsfile() == null) {
            throw withoutBuild(request, original);
        }
        String secret = record.parameters().stream()
                .filter(RunParameter::secret)
                .map(RunParameter::name)
                .collect(Collectors.joining(", "));
        if (!secret.isEmpty()) {
            throw refused(
                    request,
                    "build " + record.number() + " of " + request.job() + " (" + original.run()
                            + ") has secret parameters (" + secret
                            + "), and Jenkins does not replay such a build; create"
                            + " a run without replay-of that gives them");
        }
        return new EmbeddedReplay(
                record.jenkinsfile(),
                record.parameters().stream().collect(Collectors.toMap(RunParameter::name, RunParameter::value)));
    }

    private static EngineRefusalException notReady(OriginalRun original) {
        return new EngineRefusalException(
                Reason.ORIGINAL_NOT_READY, original.run() + ", which it replays, has no build yet");
    }

    private static EngineRefusalException withoutBuild(RunRequest request, OriginalRun original) {
        return refused(
                request,
                original.run() + " has no build in the job " + request.job()
                        + ": it was not built, or its build was deleted; create a run without replay-of, or replay"
                        + " another one");
    }

    private static EngineRefusalException refused(RunRequest request, String problem) {
        return EngineRefusalException.ofReplay(request.run(), problem);
    }
}
