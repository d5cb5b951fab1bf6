package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiFailureDescriber;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Creates the PipelineRun of a build that was started in Jenkins. It may be called again for the same build, at any
 * time and after a crash: the name of the run comes from the build. The run gets its build when it is reconciled.
 */
final class BuildImporter {
    /** Times in a status have no fractions of a second. */
    private static final Duration CLOCK_PRECISION = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final RunEngine engine;
    private final UnboundBuildReader builds;
    private final ImportSwitch imports;
    private final Function<JobName, Stream<PipelineRun>> runs;
    private final ImportedRunFactory factory;
    private final EventRecorder events;

    /** @param runs returns the known runs of a job or a branch */
    BuildImporter(
            String instanceId,
            KubernetesClient client,
            RunEngine engine,
            UnboundBuildReader builds,
            ImportSwitch imports,
            Function<JobName, Stream<PipelineRun>> runs,
            EventRecorder events) {
        this.client = client;
        this.engine = engine;
        this.builds = builds;
        this.imports = imports;
        this.runs = runs;
        this.factory = new ImportedRunFactory(instanceId);
        this.events = events;
    }

    /** What became of a build. */
    enum Outcome {
        CREATED,
        /** It has a run already, it is gone, or its Pipeline wants no imports. */
        NOT_NEEDED,
        /** It gets no run, because other objects have its names. */
        NAME_TAKEN
    }

    /**
     * Creates the run, unless there is one.
     *
     * @throws RuntimeException if it could not be created now
     */
    Outcome importBuild(BuildRef name) {
        Optional<Pipeline> pipeline = imports.findImporting(name.job());
        Optional<UnboundBuild> build = pipeline.flatMap(found -> builds.find(name));
        if (build.isEmpty() || hasRun(build.get())) {
            return Outcome.NOT_NEEDED;
        }
        try {
            return create(build.get(), pipeline.get());
        } catch (KubernetesClientException e) {
            events.warning(
                    pipeline.get(),
                    EventReasons.RUNS_SYNC_FAILED,
                    name + " gets no PipelineRun yet, trying again later: " + ApiFailureDescriber.describe(e));
            throw e;
        }
    }

    /** A run of ks-devops has the number of its build, too, although the build does not know its run. */
    private boolean hasRun(UnboundBuild build) {
        return runs.apply(build.name().job())
                .anyMatch(run -> PipelineRuns.buildNumber(run) == build.name().number() && !endedBefore(run, build));
    }

    /** A job that was deleted and created again counts from 1, and the runs of its earlier builds may still exist. */
    private static boolean endedBefore(PipelineRun run, UnboundBuild build) {
        return PipelineRuns.endedAt(run)
                .filter(end -> end.plus(CLOCK_PRECISION).isBefore(build.startedAt()))
                .isPresent();
    }

    private Outcome create(UnboundBuild build, Pipeline pipeline) {
        Optional<String> address =
                engine.findAddress(build.name().job(), build.name().number());
        for (String name : ImportedRunNames.of(build)) {
            if (isCreated(factory.create(name, build, pipeline, address), build)) {
                return Outcome.CREATED;
            }
        }
        events.warning(
                pipeline,
                EventReasons.RUNS_SYNC_FAILED,
                build.name() + " gets no PipelineRun, because other runs are named "
                        + String.join(" and ", ImportedRunNames.of(build)) + "; delete one of them");
        return Outcome.NAME_TAKEN;
    }

    /** Returns false if another object has the name. */
    private boolean isCreated(PipelineRun run, UnboundBuild build) {
        try {
            createOrShorten(run);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            PipelineRun existing = client.resource(run).get();
            if (existing == null) {
                throw e;
            }
            return isOf(existing, build);
        }
    }

    private void createOrShorten(PipelineRun run) {
        try {
            client.resource(run).create();
        } catch (KubernetesClientException e) {
            if (!PatchWriter.isTooLarge(e)) {
                throw e;
            }
            ImportedRunFactory.removeSpecOfPipeline(run);
            client.resource(run).create();
        }
    }

    private static boolean isOf(PipelineRun run, UnboundBuild build) {
        return PipelineRuns.importedBuildStart(run)
                        .filter(build.startedAt()::equals)
                        .isPresent()
                && PipelineRuns.buildNumber(run) == build.name().number()
                && PipelineRuns.jobOfBuild(run).equals(build.name().job());
    }
}
