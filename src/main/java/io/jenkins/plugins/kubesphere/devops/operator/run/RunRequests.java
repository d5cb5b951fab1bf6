package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.ParameterValue;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.RunRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a run asks of the engine. */
final class RunRequests {
    private RunRequests() {}

    /**
     * Gives the request.
     *
     * @param job which builds it
     * @param highestNumber as in {@link RunRequest#highestNumber}
     * @throws EngineRefusal {@link EngineRefusal.Reason#INVALID_PARAMETER} if a parameter has no name or is given twice
     */
    static RunRequest of(PipelineRun run, JobName job, int highestNumber) {
        return new RunRequest(
                RunMarks.ref(run),
                job,
                createdAt(run),
                RunMarks.annotation(run, RunAnnotations.CREATOR).orElse(""),
                parameters(run),
                highestNumber);
    }

    static Instant createdAt(PipelineRun run) {
        return Instant.parse(run.getMetadata().getCreationTimestamp());
    }

    private static List<RunParameter> parameters(PipelineRun run) {
        List<ParameterValue> values = run.getSpec().parameters();
        Set<String> names = new HashSet<>();
        for (ParameterValue value : values) {
            if (value.name() == null || value.name().isEmpty()) {
                throw invalid(run, "a parameter has no name; give it one or remove it");
            }
            if (!names.add(value.name())) {
                throw invalid(run, "parameter \"" + value.name() + "\" is given twice; remove one");
            }
        }
        return values.stream()
                .map(value -> new RunParameter(value.name(), Objects.requireNonNullElse(value.value(), "")))
                .toList();
    }

    private static EngineRefusal invalid(PipelineRun run, String message) {
        return new EngineRefusal(EngineRefusal.Reason.INVALID_PARAMETER, RunMarks.ref(run) + ": " + message);
    }
}
