package io.jenkins.plugins.kubesphere.devops.operator.crash;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.ResourceAwait;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A project of a crash test. It has a pipeline whose builds write to a {@link BuildStepRecorder}. It uses only the API
 * server, so the operator can be killed at any time.
 */
final class CrashTestProject implements AutoCloseable {
    static final String PIPELINE = "web";
    // An operator process starts in seconds, a controller on a busy machine in a minute. Both act only after the old
    // Lease has expired.
    private static final long TIMEOUT_SECONDS = 240;

    private final KubernetesClient client;
    private final String name;
    private final DevOpsProject project;

    /** Creates project and pipeline, and waits until both are ready. */
    CrashTestProject(KubernetesClient client, String name, BuildStepRecorder probe) {
        this.client = client;
        this.name = name;
        DevOpsProject request = new DevOpsProject();
        request.setMetadata(new ObjectMetaBuilder().withName(name).build());
        project = client.resource(request).create();
        await(project, found -> found.getStatus().hasTrueCondition(ConditionTypes.READY));
        createPipeline(PIPELINE, false, probe.jenkinsfile());
    }

    /** Creates a pipeline whose builds get the name of their run, and waits until it is ready. */
    void createPipeline(String pipelineName, boolean oneAtATime, String jenkinsfile, String... moreParameters) {
        List<PipelineParameter> parameters = Stream.concat(
                        Stream.of(BuildStepRecorder.PARAMETER), Stream.of(moreParameters))
                .map(parameter -> new PipelineParameter(parameter, "string", "nobody", null))
                .toList();
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withName(pipelineName)
                .withNamespace(name)
                .build());
        pipeline.setSpec(NoScmPipelineBuilder.named(pipelineName)
                .parameters(parameters)
                .disableConcurrent(oneAtATime)
                .jenkinsfile(jenkinsfile)
                .spec());
        await(client.resource(pipeline).create(), found -> found.getStatus().hasTrueCondition(ConditionTypes.READY));
    }

    /**
     * Creates a pipeline with the branches of a repository, and waits for its scan. Jenkins keeps the job of one
     * deleted branch: the one that was built last.
     */
    void createMultiBranchPipeline(String pipelineName, String url) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withName(pipelineName)
                .withNamespace(name)
                .build());
        pipeline.setSpec(Serialization.unmarshal("""
                type: multi-branch-pipeline
                multi_branch_pipeline:
                  name: %s
                  discarder: {days_to_keep: "-1", num_to_keep: "1"}
                  source_type: git
                  script_path: Jenkinsfile
                  git_source: {url: "%s", discover_branches: true}
                """.formatted(pipelineName, url), PipelineSpec.class));
        await(client.resource(pipeline).create(), found -> found.getStatus().hasTrueCondition(ConditionTypes.SCANNED));
    }

    /** Creates a run whose build writes the name of the run to the probe. Does not wait. */
    PipelineRun createRun(String run) {
        return createRun(PIPELINE, run);
    }

    PipelineRun createRun(String pipeline, String run) {
        return createRun(pipeline, run, Map.of());
    }

    /** @param moreParameters parameters in addition to {@link BuildStepRecorder#PARAMETER}, or instead of it */
    PipelineRun createRun(String pipeline, String run, Map<String, String> moreParameters) {
        Map<String, String> parameters = new TreeMap<>(moreParameters);
        parameters.putIfAbsent(BuildStepRecorder.PARAMETER, run);
        PipelineRun request = new PipelineRun();
        request.setMetadata(
                new ObjectMetaBuilder().withName(run).withNamespace(name).build());
        request.setSpec(RunSpecs.of(
                pipeline,
                parameters.entrySet().stream()
                        .map(parameter -> new PipelineRunParameter(parameter.getKey(), parameter.getValue()))
                        .toList()));
        return client.resource(request).create();
    }

    /** Creates a run of a branch. Does not wait. */
    PipelineRun createBranchRun(String pipeline, String branch, String run) {
        PipelineRun request = new PipelineRun();
        request.setMetadata(
                new ObjectMetaBuilder().withName(run).withNamespace(name).build());
        request.setSpec(RunSpecs.ofBranch(pipeline, new ScmRef("branch", branch)));
        return client.resource(request).create();
    }

    /** Waits until the build of the run waits for its input. */
    PipelineRun awaitPaused(PipelineRun run) {
        return awaitReason(run, ConditionReasons.PAUSED);
    }

    /** Waits for a condition with this reason. */
    PipelineRun awaitReason(PipelineRun run, String reason) {
        return await(run, found -> found.getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .filter(condition -> reason.equals(condition.reason()))
                .isPresent());
    }

    /** Requests the stop of a run. Does not wait. */
    void stop(PipelineRun run) {
        client.resource(run).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"action\":\"Stop\"}}");
    }

    /** The run as it is now, for messages of failures. */
    String describe(PipelineRun run) {
        return Serialization.asYaml(client.resource(run).get());
    }

    JobName job(PipelineRun run) {
        ScmRef scm = run.getSpec().scm();
        return new JobName(name, run.getSpec().pipelineRef().name(), scm == null ? "" : scm.refName());
    }

    /** Waits until the run has ended, or is left to the instance that has claimed it. */
    PipelineRun awaitEndOrForeign(PipelineRun run) {
        return await(
                run,
                found -> found.getStatus().hasEnded()
                        || found.getStatus()
                                .condition(ConditionTypes.READY)
                                .filter(ready -> ConditionReasons.OTHER_INSTANCE.equals(ready.reason()))
                                .isPresent());
    }

    /** Waits for the end of a run. Fails if the run does not exist any more. */
    PipelineRun awaitEnd(PipelineRun run) {
        return await(run, found -> found.getStatus().hasEnded());
    }

    /** Waits for the end of a run, for a limited time. Returns empty if the run does not end. */
    Optional<PipelineRun> awaitEnd(PipelineRun run, Duration timeout) {
        try {
            return Optional.of(client.resource(run)
                    .waitUntilCondition(
                            found -> found != null && found.getStatus().hasEnded(),
                            timeout.toMillis(),
                            TimeUnit.MILLISECONDS));
        } catch (KubernetesClientTimeoutException e) {
            return Optional.empty();
        }
    }

    /** All runs that exist now. */
    List<PipelineRun> runs() {
        return client.resources(PipelineRun.class).inNamespace(name).list().getItems();
    }

    private <T extends HasMetadata> T await(T object, Predicate<T> condition) {
        return ResourceAwait.await(client, object, condition, TIMEOUT_SECONDS);
    }

    /** Deletes the project and waits. An operator must run, because it removes the finalizer. */
    @Override
    public void close() {
        client.resource(project).delete();
        client.resource(project).waitUntilCondition(Objects::isNull, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
