package io.jenkins.plugins.kubesphere.devops.engine.resource;

import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Creates the request for the build of a run. */
public final class RunRequestFactory {
    private RunRequestFactory() {}

    /**
     * Creates the request.
     *
     * @param job the job that builds the run
     * @param highestBuildNumber as in {@link RunRequest#highestBuildNumber}
     * @param secretValues the values of the parameters that come from Secrets, by the name of the parameter
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#INVALID_PARAMETER} if a parameter has no name
     *     or is given twice
     */
    public static RunRequest create(
            PipelineRun run, JobName job, int highestBuildNumber, Map<String, String> secretValues) {
        RunRequest request = new RunRequest(
                PipelineRuns.ref(run),
                job,
                createdAt(run),
                PipelineRuns.annotation(run, RunAnnotations.CREATOR).orElse(""),
                parameters(run, secretValues),
                highestBuildNumber);
        return request.withRefType(PipelineRuns.requestedType(run));
    }

    /** Returns when the run was created, or when its build started if that was before. */
    public static Instant createdAt(PipelineRun run) {
        Instant created = Instant.parse(run.getMetadata().getCreationTimestamp());
        return PipelineRuns.importedBuildStart(run)
                .filter(started -> started.isBefore(created))
                .orElse(created);
    }

    private static List<RunParameter> parameters(PipelineRun run, Map<String, String> secretValues) {
        List<PipelineRunParameter> values = run.getSpec().parameters();
        Set<String> names = new HashSet<>();
        for (PipelineRunParameter value : values) {
            if (value.name() == null || value.name().isEmpty()) {
                throw invalid(run, "a parameter has no name; give it a name or remove it");
            }
            if (!names.add(value.name())) {
                throw invalid(run, "parameter \"" + value.name() + "\" is given twice; remove one");
            }
        }
        return values.stream()
                .map(value -> value.secretKey().isPresent()
                        ? new RunParameter(value.name(), secretValues.get(value.name()), true)
                        : new RunParameter(value.name(), Objects.requireNonNullElse(value.value(), "")))
                .toList();
    }

    private static EngineRefusalException invalid(PipelineRun run, String message) {
        return new EngineRefusalException(
                EngineRefusalException.Reason.INVALID_PARAMETER, PipelineRuns.ref(run) + ": " + message);
    }
}
