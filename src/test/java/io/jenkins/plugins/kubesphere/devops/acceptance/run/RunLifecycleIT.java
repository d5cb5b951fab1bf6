package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget.Ability;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget.Built;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests what users see of a run, until it has ended or is removed by hand. */
public class RunLifecycleIT extends AcceptanceTestCase {
    private static final String JENKINSFILE_WITH_INPUT =
            "pipeline { agent any; stages { stage('Ask') { steps { input message: 'Deploy?', id: 'Deploy' } } } }";

    @Test
    void aRunGoesFromCreatedToSucceeded() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        PipelineRunStatus status = run.getStatus();
        assertThat(status.phase()).isEqualTo("Succeeded");
        assertThat(status.startTime()).isNotNull();
        assertThat(status.updateTime()).isNotNull();
        assertThat(status.condition("Ready").orElseThrow())
                .returns("True", Condition::status)
                .returns("Bound", Condition::reason)
                .returns("build 1", Condition::message);
        assertThat(status.condition("Succeeded").orElseThrow())
                .returns("True", Condition::status)
                .returns("SUCCESS", Condition::reason);
        assertThat(run.getMetadata().getAnnotations())
                .containsEntry(RunAnnotations.RUN_ID, "1")
                .containsKey(RunAnnotations.INSTANCE);
        assertThat(run.getMetadata().getLabels()).containsEntry("devops.kubesphere.io/pipeline", "web");
        assertThat(run.getSpec().pipelineSpec().pipeline().jenkinsfile()).isEqualTo(AcceptanceTestProject.SUCCEEDS);
        assertThat(scenario.log(run)).contains("Started by alice", "built", "Finished: SUCCESS");
        assertThat(scenario.awaitEvent(run, "Updated: Succeeded: build 1 ended with result SUCCESS"))
                .contains("Started: Started build 1 of " + scenario.namespace + "/web")
                .doesNotHaveDuplicates();
    }

    /** Whoever may read runs need not be allowed to read pipelines. */
    @Test
    void theCopyOfTheSpecInARunHasNoTokenAndNoDefaultPassword() {
        Pipeline pipeline = scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: secretive, namespace: NAMESPACE}
                spec:
                  type: pipeline
                  pipeline:
                    name: secretive
                    parameters:
                      - {name: KEY, type: password, default_value: s3cret-default}
                      - {name: TAG, type: string, default_value: latest}
                    remote_trigger: {token: s3cret-remote}
                    generic_webhook: {enable: false, token: s3cret-hook, cause: pushed}
                    jenkinsfile: "%s"
                """.formatted(AcceptanceTestProject.SUCCEEDS));
        scenario.awaitReady(pipeline);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("secretive-1", "secretive"));

        assertThat(Serialization.asJson(run))
                .doesNotContain("s3cret")
                .contains("\"latest\"", "\"KEY\"", "\"pushed\"", "\"remote_trigger\"");
    }

    @Test
    void theMessageOfAFailedRunNamesTheStep() {
        scenario.createPipeline("web", "pipeline { agent any; stages { stage('Test') { steps { sh 'exit 3' } } } }");

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().status())
                .isEqualTo("False");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("sh", "3");
    }

    @Test
    void parametersReachTheBuild() {
        scenario.createPipeline(
                "web",
                "pipeline { agent any; stages { stage('Echo') { steps { echo \"<${params.WHO}>\"; sh 'echo \"<$GREETING>\"' } } } }",
                "WHO",
                "GREETING");

        PipelineRun run = scenario.awaitEnd(
                scenario.createRun("web-1", "web", new PipelineRunParameter("WHO", "ö \"$(id)\" ${WHO}")));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.log(run)).contains("<ö \"$(id)\" ${WHO}>", "<default>");
    }

    @Test
    void hostileParameterValuesReachTheBuildUnchanged() {
        scenario.createPipeline(
                "web",
                "pipeline { agent any; stages { stage('Echo') { steps { sh 'printf %s \"$WHO\" | od -An -tx1 | tr -d \" \\\\n\"' } } } }",
                "WHO");

        PipelineRun run = scenario.awaitEnd(
                scenario.createRun("web-1", "web", new PipelineRunParameter("WHO", "a\n'${b}`c`\"🙂")));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.log(run)).contains("610a27247b627d6063" + "6022f09f9982");
    }

    @Test
    void aRunThatWaitsForInputIsPendingAndContinues() {
        scenario.createPipeline("web", JENKINSFILE_WITH_INPUT);

        PipelineRun run = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Pending");
        run = scenario.await(run, found -> found.getStatus()
                .condition("Succeeded")
                .filter(condition -> "PAUSED".equals(condition.reason()))
                .isPresent());
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .endsWith("Deploy?");
        assertThat(run.getStatus().condition("Ready").orElseThrow().status()).isEqualTo("True");
        scenario.target.proceed(scenario.job("web"), AcceptanceTestProject.ref(run), "Deploy");

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aRunIsStoppedByItsAction() {
        scenario.createPipeline("web", AcceptanceTestProject.WAITS);
        PipelineRun run = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Running");

        stop(run);

        PipelineRun ended = scenario.awaitEnd(run);
        assertThat(ended.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(ended.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("ABORTED");
    }

    @Test
    void aRunWithTheActionStopNeverStarts() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);

        PipelineRun run = scenario.awaitEnd(scenario.createRun(
                "web-1", new PipelineRunSpec(RunSpecs.reference("web"), List.of(), null, "Stop", null)));

        assertThat(run.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("StoppedBeforeStart");
        assertThat(scenario.hasNoBuild(run)).isTrue();
    }

    @Test
    void runsOfAPipelineWithoutConcurrencyDoNotOverlap() {
        createPipelineWithoutConcurrency(
                "pipeline { agent any; stages { stage('Wait') { steps { sh 'sleep 0.2' } } } }");

        List<PipelineRun> runs = IntStream.range(0, 5)
                .mapToObj(i -> scenario.createRun("web-" + i, "web"))
                .toList();

        runs.forEach(
                run -> assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded"));
        List<Built> builds = runs.stream()
                .map(run -> scenario.build(run).orElseThrow())
                .sorted(Comparator.comparing(Built::started))
                .toList();
        for (int i = 1; i < builds.size(); i++) {
            assertThat(builds.get(i).started())
                    .isAfterOrEqualTo(builds.get(i - 1).ended().orElseThrow());
        }
    }

    @Test
    void aQueuedRunIsStoppedByItsAction() {
        createPipelineWithoutConcurrency(AcceptanceTestProject.WAITS);
        PipelineRun first = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Running");
        PipelineRun second = scenario.awaitPhase(scenario.createRun("web-2", "web"), "Pending");

        stop(second);

        PipelineRun ended = scenario.awaitEnd(second);
        assertThat(ended.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(ended.getStatus().condition("Succeeded").orElseThrow())
                .returns("StoppedBeforeStart", Condition::reason)
                .returns(
                        "PipelineRun " + scenario.namespace + "/web-2: spec.action is Stop, so the run was not started",
                        Condition::message);
        assertThat(scenario.build(second)).isEmpty();
        assertThat(scenario.client.resource(first).get().getStatus().phase()).isEqualTo("Running");
    }

    @Test
    void aRunThatAPersonRemovesFromTheQueueIsCancelled() {
        createPipelineWithoutConcurrency(AcceptanceTestProject.WAITS);
        PipelineRun first = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Running");
        PipelineRun second = scenario.awaitPhase(scenario.createRun("web-2", "web"), "Pending");
        assertThat(second.getStatus().condition("Ready").orElseThrow().reason()).isEqualTo("QUEUED");

        scenario.target.userActions().cancel(scenario.job("web"), AcceptanceTestProject.ref(second));

        PipelineRun ended = scenario.awaitEnd(second);
        assertThat(ended.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(ended.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("QueueItemCancelled");
        assertThat(scenario.client.resource(first).get().getStatus().phase()).isEqualTo("Running");
    }

    @Test
    void aRunEndsWhenItsBuildIsDeletedByHand() {
        scenario.target.assume(Ability.DELETE_RUNNING_BUILD);
        scenario.createPipeline("web", AcceptanceTestProject.WAITS);
        PipelineRun run = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Running");

        scenario.target.userActions().deleteBuild(scenario.job("web"), AcceptanceTestProject.ref(run));

        PipelineRun ended = scenario.awaitEnd(run);
        assertThat(ended.getStatus().phase()).isEqualTo("Unknown");
        assertThat(ended.getStatus().condition("Succeeded").orElseThrow())
                .returns("False", Condition::status)
                .returns("BuildDeleted", Condition::reason);
    }

    @Test
    void aRestartWritesNothing() {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));
        DevOpsProject project = scenario.client
                .resources(DevOpsProject.class)
                .withName(scenario.namespace)
                .get();
        pipeline = scenario.client.resource(pipeline).get();

        scenario.restart();

        assertThat(scenario.awaitEnd(scenario.createRun("web-2", "web"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");

        for (var object : List.of(project, pipeline, run)) {
            assertThat(scenario.client.resource(object).get().getMetadata().getResourceVersion())
                    .isEqualTo(object.getMetadata().getResourceVersion());
        }
    }

    private void createPipelineWithoutConcurrency(String jenkinsfile) {
        scenario.awaitReady(scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec:
                  type: pipeline
                  pipeline:
                    name: web
                    disable_concurrent: true
                    jenkinsfile: "%s"
                """.formatted(jenkinsfile)));
    }

    private void stop(PipelineRun run) {
        scenario.edit(
                run,
                found -> found.setSpec(
                        new PipelineRunSpec(found.getSpec().pipelineRef(), List.of(), null, "Stop", null)));
    }
}
