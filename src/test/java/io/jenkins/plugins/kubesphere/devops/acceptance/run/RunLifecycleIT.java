package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Target.Ability;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Target.Built;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.RunSpecs;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What users do, from the first project to the last deletion. */
public class RunLifecycleIT extends AcceptanceTestCase {
    private static final String JENKINSFILE_WITH_INPUT =
            "pipeline { agent any; stages { stage('Ask') { steps { input message: 'Deploy?', id: 'Deploy' } } } }";

    @Test
    void aProjectGetsItsNamespaceAndReportsIt() {
        DevOpsProject project = loop.client
                .resources(DevOpsProject.class)
                .withName(loop.namespace)
                .get();
        Namespace namespace = loop.client.namespaces().withName(loop.namespace).get();

        assertThat(namespace.getMetadata().getLabels())
                .containsEntry("kubesphere.io/devopsproject", loop.namespace)
                .containsEntry("devops.kubesphere.io/managed", "true");
        assertThat(namespace.getMetadata().getOwnerReferences())
                .extracting(owner -> owner.getUid())
                .containsExactly(project.getMetadata().getUid());
        assertThat(project.getStatus().adminNamespace()).isEqualTo(loop.namespace);
        assertThat(project.getMetadata().getAnnotations())
                .containsEntry(Annotations.PROJECT_SYNC_STATUS, "successful")
                .containsKey(Annotations.OBSERVED_SPEC);
        assertThat(project.getMetadata().getFinalizers()).containsExactly("devops.kubesphere.io/devopsproject");
    }

    @Test
    void aPipelineGetsItsJobAndReportsIt() {
        Pipeline pipeline = loop.pipeline("web", Scenario.SUCCEEDS);

        assertThat(pipeline.getMetadata().getAnnotations())
                .containsEntry(PipelineAnnotations.SYNC_STATUS, "successful")
                .containsKey(Annotations.OBSERVED_SPEC);
        assertThat(pipeline.getMetadata().getFinalizers()).containsExactly("devops.kubesphere.io/pipeline");
    }

    @Test
    void aRunGoesFromCreatedToSucceeded() {
        loop.pipeline("web", Scenario.SUCCEEDS);

        PipelineRun run = loop.awaitOver(loop.run("web-1", "web"));

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
        assertThat(run.getSpec().pipelineSpec().pipeline().jenkinsfile()).isEqualTo(Scenario.SUCCEEDS);
        assertThat(loop.log(run)).contains("Started by alice", "built", "Finished: SUCCESS");
        assertThat(loop.awaitEvent(run, "Updated: Succeeded: build 1 ended SUCCESS"))
                .contains("Started: Started build 1 of " + loop.namespace + "/web")
                .doesNotHaveDuplicates();
    }

    @Test
    void theMessageOfAFailedRunNamesTheStep() {
        loop.pipeline("web", "pipeline { agent any; stages { stage('Test') { steps { sh 'exit 3' } } } }");

        PipelineRun run = loop.awaitOver(loop.run("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().status())
                .isEqualTo("False");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("sh", "3");
    }

    @Test
    void parametersReachTheBuild() {
        loop.pipeline(
                "web",
                "pipeline { agent any; stages { stage('Echo') { steps { echo \"<${params.WHO}>\"; sh 'echo \"<$GREETING>\"' } } } }",
                "WHO",
                "GREETING");

        PipelineRun run =
                loop.awaitOver(loop.run("web-1", "web", new PipelineRunParameter("WHO", "ö \"$(id)\" ${WHO}")));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(loop.log(run)).contains("<ö \"$(id)\" ${WHO}>", "<default>");
    }

    @Test
    void aRunThatWaitsForInputIsPendingAndContinues() {
        loop.pipeline("web", JENKINSFILE_WITH_INPUT);

        PipelineRun run = loop.awaitPhase(loop.run("web-1", "web"), "Pending");
        run = loop.await(run, found -> found.getStatus()
                .condition("Succeeded")
                .filter(condition -> "PAUSED".equals(condition.reason()))
                .isPresent());
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .isEqualTo("Deploy?");
        assertThat(run.getStatus().condition("Ready").orElseThrow().status()).isEqualTo("True");
        loop.target.proceed(loop.job("web"), Scenario.ref(run), "Deploy");

        assertThat(loop.awaitOver(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aRunIsStoppedByItsAction() {
        loop.pipeline("web", Scenario.WAITS);
        PipelineRun run = loop.awaitPhase(loop.run("web-1", "web"), "Running");

        stop(run);

        PipelineRun over = loop.awaitOver(run);
        assertThat(over.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(over.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("ABORTED");
    }

    @Test
    void aRunWithTheActionStopNeverStarts() {
        loop.pipeline("web", Scenario.SUCCEEDS);

        PipelineRun run = loop.awaitOver(
                loop.run("web-1", new PipelineRunSpec(RunSpecs.reference("web"), List.of(), null, "Stop", null)));

        assertThat(run.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("StoppedBeforeStart");
        assertThat(loop.isUnknown(run)).isTrue();
    }

    private void createPipelineWithoutConcurrency(String jenkinsfile) {
        loop.awaitReady(loop.apply(Pipeline.class, """
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

    @Test
    void runsOfAPipelineWithoutConcurrencyDoNotOverlap() {
        createPipelineWithoutConcurrency(
                "pipeline { agent any; stages { stage('Wait') { steps { sh 'sleep 0.2' } } } }");

        List<PipelineRun> runs =
                IntStream.range(0, 5).mapToObj(i -> loop.run("web-" + i, "web")).toList();

        runs.forEach(run -> assertThat(loop.awaitOver(run).getStatus().phase()).isEqualTo("Succeeded"));
        List<Built> builds = runs.stream()
                .map(run -> loop.build(run).orElseThrow())
                .sorted(Comparator.comparing(Built::started))
                .toList();
        for (int i = 1; i < builds.size(); i++) {
            assertThat(builds.get(i).started())
                    .isAfterOrEqualTo(builds.get(i - 1).ended().orElseThrow());
        }
    }

    @Test
    void aQueuedRunIsStoppedByItsAction() {
        createPipelineWithoutConcurrency(Scenario.WAITS);
        PipelineRun first = loop.awaitPhase(loop.run("web-1", "web"), "Running");
        PipelineRun second = loop.awaitPhase(loop.run("web-2", "web"), "Pending");

        stop(second);

        PipelineRun over = loop.awaitOver(second);
        assertThat(over.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(loop.build(second)).isEmpty();
        assertThat(loop.client.resource(first).get().getStatus().phase()).isEqualTo("Running");
    }

    private void stop(PipelineRun run) {
        loop.edit(
                run,
                found -> found.setSpec(
                        new PipelineRunSpec(found.getSpec().pipelineRef(), List.of(), null, "Stop", null)));
    }

    @Test
    void aRunThatAPersonRemovesFromTheQueueIsCancelled() {
        createPipelineWithoutConcurrency(Scenario.WAITS);
        PipelineRun first = loop.awaitPhase(loop.run("web-1", "web"), "Running");
        PipelineRun second = loop.awaitPhase(loop.run("web-2", "web"), "Pending");
        assertThat(second.getStatus().condition("Ready").orElseThrow().reason()).isEqualTo("QUEUED");

        loop.target.manualChanges().cancel(loop.job("web"), Scenario.ref(second));

        PipelineRun over = loop.awaitOver(second);
        assertThat(over.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(over.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("QueueItemCancelled");
        assertThat(loop.client.resource(first).get().getStatus().phase()).isEqualTo("Running");
    }

    @Test
    void aRunEndsWhenItsBuildIsDeletedByHand() {
        loop.target.assume(Ability.DELETE_RUNNING_BUILD);
        loop.pipeline("web", Scenario.WAITS);
        PipelineRun run = loop.awaitPhase(loop.run("web-1", "web"), "Running");

        loop.target.manualChanges().deleteBuild(loop.job("web"), Scenario.ref(run));

        PipelineRun over = loop.awaitOver(run);
        assertThat(over.getStatus().phase()).isEqualTo("Unknown");
        assertThat(over.getStatus().condition("Succeeded").orElseThrow())
                .returns("False", Condition::status)
                .returns("BuildDeleted", Condition::reason);
    }

    @Test
    void aJobDeletedByHandIsCreatedAgain() {
        loop.pipeline("web", Scenario.SUCCEEDS);
        loop.target.manualChanges().deleteJob(loop.job("web"));

        PipelineRun run = loop.awaitOver(loop.run("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aNamespaceDeletedByHandIsCreatedAgain() {
        Namespace first = loop.client.namespaces().withName(loop.namespace).get();
        loop.client.resource(first).delete();

        loop.await(first, found -> !found.getMetadata()
                .getUid()
                .equals(first.getMetadata().getUid()));
    }

    @Test
    void aRestartWritesNothing() {
        Pipeline pipeline = loop.pipeline("web", Scenario.SUCCEEDS);
        PipelineRun run = loop.awaitOver(loop.run("web-1", "web"));
        DevOpsProject project = loop.client
                .resources(DevOpsProject.class)
                .withName(loop.namespace)
                .get();
        pipeline = loop.client.resource(pipeline).get();

        loop.restart();

        assertThat(loop.awaitOver(loop.run("web-2", "web")).getStatus().phase()).isEqualTo("Succeeded");

        for (var object : List.of(project, pipeline, run)) {
            assertThat(loop.client.resource(object).get().getMetadata().getResourceVersion())
                    .isEqualTo(object.getMetadata().getResourceVersion());
        }
    }
}
