package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests runs that ks-devops started and did not end: the plugin takes over the same Jenkins. */
class KsDevOpsRunsIT extends ControllerTestCase {

    /** The runs ended Unknown with the reason BuildDeleted, although the build of the first one went on. */
    @Test
    void theBuildOfARunOfKsDevOpsIsFollowed() throws IOException {
        Path built = state.resolve("built");
        Path released = state.resolve("released");
        Pipeline pipeline = scenario.createPipeline(
                "web",
                "node { stage('Build') { sh 'while [ ! -e %s ]; do sleep 0.1; done' }; stage('Test') { sh 'while [ ! -e %s ]; do sleep 0.1; done' } }"
                        .formatted(built, released));
        // The build of ks-devops was not imported, because the plugin was not there.
        setImportBuilds(pipeline, "false");
        buildAsKsDevOpsDid(1);
        target.stop();
        PipelineRun running = createReportedRun("web-q7w1e", 1);
        PipelineRun lost = createReportedRun("web-x2k9d", 8);

        setImportBuilds(pipeline, "true");
        target.start(Set.of(scenario.namespace));

        assertThat(scenario.awaitReason(running, "Ready", "Bound")).contains("build 1");
        // Later stages were only stored at its end, or after a restart of Jenkins.
        Files.createFile(built);
        await("a stage that starts after the run has got the build is stored")
                .until(() -> storedStages(running).contains("\"displayName\":\"Test\""));
        assertThat(scenario.awaitReason(scenario.awaitEnd(lost), "Succeeded", "BuildNotFound"))
                .isEqualTo("PipelineRun " + scenario.namespace + "/web-x2k9d: ks-devops started build 8 of "
                        + scenario.namespace + "/web, and this Jenkins has no such build: it was deleted, belongs to"
                        + " another run, or is in another Jenkins; create a new run to build again");
        target.stop();
        PipelineRun second = createReportedRun("web-y3l0f", 1);
        target.start(Set.of(scenario.namespace));
        scenario.awaitReason(scenario.awaitEnd(second), "Succeeded", "BuildNotFound");
        Files.createFile(released);
        PipelineRun ended = scenario.awaitEnd(running);
        assertThat(ended.getStatus().phase()).as("%s", ended.getStatus()).isEqualTo("Succeeded");
        assertThat(ended.getMetadata().getAnnotations()).containsEntry(RunAnnotations.RUN_ID, "1");
        assertThat(builds().readAll()).hasSize(1);
        assertThat(scenario.client
                        .resources(PipelineRun.class)
                        .inNamespace(scenario.namespace)
                        .list()
                        .getItems())
                .as("no other run for the build")
                .hasSize(3);

        scenario.client.resource(ended).delete();
        scenario.awaitGone(ended);
        assertThat(builds().readAll()).isEmpty();
    }

    /** Otherwise the deletion of the run would delete the build of somebody else. */
    @Test
    void theAnnotationsOfAWaitingRunDoNotGiveItTheBuildOfAPerson() {
        scenario.awaitReady(applyPipeline(""));
        controller().post(JenkinsHttpClient.urlPath(scenario.job("web")) + "build?delay=0", Map.of());
        await("build 1 has ended")
                .until(
                        () -> builds().readAll(),
                        all -> all.size() == 1 && all.get(0).hasEnded());
        scenario.awaitReason(applyPipeline("discarder: {num_to_keep: \"0\"},"), "Ready", "InvalidSpec");
        PipelineRun run = scenario.createRun("web-1", "web");
        scenario.awaitReason(run, "Succeeded", "PipelineNotReady");

        scenario.edit(run, found -> found.getMetadata()
                .getAnnotations()
                .putAll(Map.of(RunAnnotations.RUN_ID, "1", RunAnnotations.STARTED_BY, RunAnnotations.KS_DEVOPS)));
        applyPipeline("");

        scenario.awaitReason(scenario.awaitEnd(run), "Succeeded", "BuildNotFound");
        scenario.client.resource(run).delete();
        scenario.awaitGone(run);
        assertThat(builds().readAll()).hasSize(1);
    }

    /** A run that a console creates for several pipelines at once has an empty text for each parameter. */
    @Test
    void aChoiceThatWasNotSetHasItsDefault() {
        scenario.awaitReady(scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec:
                  type: pipeline
                  pipeline:
                    name: web
                    parameters: [{name: TARGET, type: choice, default_value: "test\\nlive"}]
                    jenkinsfile: "node { echo \\"to <${params.TARGET}>\\" }"
                """));

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web", new PipelineRunParameter("TARGET", "")));

        assertThat(run.getStatus().phase()).as("%s", run.getStatus()).isEqualTo("Succeeded");
        assertThat(scenario.log(run)).contains("to <test>");
    }

    private Pipeline applyPipeline(String fields) {
        return scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec: {type: pipeline, pipeline: {%s name: web, jenkinsfile: "echo 'built'"}}
                """.formatted(fields));
    }

    private void setImportBuilds(Pipeline pipeline, String value) {
        scenario.edit(
                pipeline, found -> found.getMetadata().getAnnotations().put(PipelineAnnotations.IMPORT_BUILDS, value));
    }

    private void buildAsKsDevOpsDid(int number) {
        controller().post(JenkinsHttpClient.urlPath(scenario.job("web")) + "build?delay=0", Map.of());
        await("the step of build " + number + " runs").until(() -> controller()
                .runScript("println jenkins.model.Jenkins.get().getItemByFullName('" + scenario.namespace
                        + "/web').getBuildByNumber(" + number + ")?.log?.contains('sleep 0.1')")
                .contains("true"));
    }

    /** Creates a run as ks-devops leaves it while its build runs. */
    private PipelineRun createReportedRun(String name, int number) {
        PipelineRun run = scenario.apply(PipelineRun.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: PipelineRun
                metadata:
                  name: %s
                  namespace: NAMESPACE
                  annotations: {devops.kubesphere.io/jenkins-pipelinerun-id: "%d", devops.kubesphere.io/creator: ann}
                  finalizers: [pipelinerun.finalizers.kubesphere.io]
                  labels: {devops.kubesphere.io/pipeline: web}
                spec:
                  pipelineRef: {kind: Pipeline, name: web, namespace: NAMESPACE}
                """.formatted(name, number));
        return scenario.client
                .resource(run)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), """
                        {"status": {"phase": "Running", "startTime": "%1$s", "conditions": [
                            {"type": "Ready", "status": "Unknown", "reason": "RUNNING",
                             "lastProbeTime": "%1$s", "lastTransitionTime": "%1$s"}]}}
                        """.formatted(
                                run.getMetadata().getCreationTimestamp()));
    }

    private String storedStages(PipelineRun run) {
        ConfigMap found = scenario.client
                .configMaps()
                .inNamespace(scenario.namespace)
                .withName(run.getMetadata().getName())
                .get();
        return found == null ? "" : found.getData().getOrDefault("stage", "");
    }

    private JenkinsHttpClient controller() {
        return target.controller().http();
    }

    private BuildRecords builds() {
        return target.controller().homeFolder().builds(scenario.job("web"));
    }
}
