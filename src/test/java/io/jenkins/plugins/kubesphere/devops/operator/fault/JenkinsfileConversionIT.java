package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the conversion of edited Jenkinsfiles between script and JSON, with a fake converter. The acceptance tests
 * use the real converter on a real controller.
 */
@WithCluster
class JenkinsfileConversionIT {
    private static final String JENKINSFILE =
            "pipeline { agent any; stages { stage('Build') { steps { echo 'built' } } } }";

    @TempDir
    Path state;

    private final FakeJenkinsfileConverter converter = new FakeJenkinsfileConverter();
    private OperatorFixture fixture;

    @BeforeEach
    void start(Config server) {
        fixture = OperatorFixture.on(server, state).wrapEngine(converter::wrap).start();
        fixture.awaitRunning().createProject();
    }

    @AfterEach
    void close() {
        converter.latch.countDown();
        fixture.close();
    }

    @Test
    void aJenkinsfileIsConvertedOnce() {
        Pipeline pipeline = awaitValidation(create("web", JENKINSFILE, Map.of()), "success");

        assertThat(annotations(pipeline))
                .containsEntry(PipelineAnnotations.JENKINSFILE_JSON, "{" + JENKINSFILE + "}")
                .containsKey(Annotations.OBSERVED_JENKINSFILE);
        assertThat(pipeline.getStatus().condition("JenkinsfileConverted")).isEmpty();
        awaitValidation(fixture.createPipeline("other"), "success");
        fixture.awaitSuccess(fixture.createRun("other-1", "other"));
        assertThat(converter.results)
                .filteredOn(text -> text.equals("{" + JENKINSFILE + "}"))
                .hasSize(2);
    }

    @Test
    void anEditedScriptIsConvertedToJson() {
        Pipeline pipeline = awaitValidation(create("web", JENKINSFILE, Map.of()), "success");

        patch(pipeline, """
                {"metadata": {"annotations": {"pipeline.devops.kubesphere.io/jenkinsfile.edit.mode": "raw"}},
                 "spec": {"pipeline": {"jenkinsfile": "edited"}}}""");

        fixture.await(
                pipeline, found -> "{edited}".equals(annotations(found).get(PipelineAnnotations.JENKINSFILE_JSON)));
        assertThat(awaitValidation(pipeline, "success").getSpec().pipeline().jenkinsfile())
                .isEqualTo("edited");
    }

    @Test
    void editedJsonIsConvertedToTheScriptAndTheJob() {
        Pipeline pipeline = awaitValidation(create("web", "before", Map.of()), "success");

        edit(pipeline, "json", "{" + JENKINSFILE.replace("'built'", "'x\\\\\\\\y'") + "}");

        Pipeline converted = fixture.await(
                pipeline, found -> !"before".equals(found.getSpec().pipeline().jenkinsfile()));
        assertThat(converted.getSpec().pipeline().jenkinsfile()).isEqualTo(JENKINSFILE.replace("'built'", "'x\\\\y'"));
        fixture.awaitSuccess(fixture.createRun("web-1", "web"));
    }

    /** GitOps and kubectl do not set the mode. */
    @Test
    void aScriptEditedWithoutAModeIsConverted() {
        Pipeline pipeline = awaitValidation(create("web", JENKINSFILE, Map.of()), "success");

        setJenkinsfile(pipeline, "edited");

        fixture.await(
                pipeline, found -> "{edited}".equals(annotations(found).get(PipelineAnnotations.JENKINSFILE_JSON)));
        setJenkinsfile(pipeline, "");
        fixture.await(pipeline, found -> "".equals(annotations(found).get(PipelineAnnotations.JENKINSFILE_JSON)));
        assertThat(converter.results).containsExactly("{" + JENKINSFILE + "}", "{edited}");
    }

    /** The console of ks-devops wrote this JSON, and nothing shows whether it is outdated. */
    @Test
    void existingJsonIsNotChanged() {
        Pipeline pipeline = create("web", JENKINSFILE, Map.of(PipelineAnnotations.JENKINSFILE_JSON, "existing json"));
        awaitValidation(create("other", "other", Map.of()), "success");

        assertThat(annotations(fixture.await(pipeline, found -> true)))
                .containsEntry(PipelineAnnotations.JENKINSFILE_JSON, "existing json");
        assertThat(converter.results).containsExactly("{other}");
    }

    @Test
    void aScriptWithoutJsonHasAReasonAndAJob() {
        converter.refusal = new EngineRefusalException(Reason.NOT_CONVERTIBLE, "it is scripted");
        Pipeline pipeline = awaitValidation(create("web", JENKINSFILE, Map.of()), "failure");

        assertThat(annotations(pipeline)).containsEntry(PipelineAnnotations.JENKINSFILE_JSON, "");
        assertThat(awaitCondition(pipeline, "NotConvertible").message())
                .isEqualTo(messagePrefix("web") + "it is scripted");
        fixture.awaitSuccess(fixture.createRun("web-1", "web"));
        assertThat(events(pipeline))
                .doesNotContain("Normal JenkinsfileNotEditable: " + messagePrefix("web") + "it is scripted");
        edit(pipeline, "raw", "");
        fixture.await(
                () -> events(pipeline)
                        .contains("Normal JenkinsfileNotEditable: " + messagePrefix("web") + "it is scripted"),
                "the Event after an edit");
        converter.refusal = null;
        setJenkinsfile(pipeline, "declarative");
        assertThat(awaitCondition(pipeline, "Converted").statusIsTrue()).isTrue();
        assertThat(converter.results)
                .containsExactly("{" + JENKINSFILE + "}", "{" + JENKINSFILE + "}", "{declarative}");
    }

    @Test
    void invalidJsonDoesNotChangeTheScript() {
        Pipeline pipeline = awaitValidation(create("web", JENKINSFILE, Map.of()), "success");
        converter.refusal = new EngineRefusalException(Reason.NOT_CONVERTIBLE, "stage without a name");

        edit(pipeline, "json", "{wrong}");

        Pipeline validated = awaitValidation(pipeline, "failure");
        assertThat(validated.getSpec().pipeline().jenkinsfile()).isEqualTo(JENKINSFILE);
        assertThat(annotations(validated)).containsEntry(PipelineAnnotations.JENKINSFILE_JSON, "{wrong}");
        fixture.await(
                () -> events(pipeline)
                        .contains("Warning JenkinsfileNotConverted: " + messagePrefix("web") + "stage without a name"),
                "the Event about invalid JSON");
        assertThat(converter.results).containsExactly("{" + JENKINSFILE + "}", "wrong");
    }

    @Test
    void missingJsonIsReported() {
        Pipeline pipeline = awaitValidation(create("web", JENKINSFILE, Map.of()), "success");

        edit(pipeline, "json", "");

        assertThat(awaitCondition(pipeline, "NotConvertible").message())
                .isEqualTo(messagePrefix("web")
                        + "the annotation pipeline.devops.kubesphere.io/jenkinsfile.edit.mode is \"json\" but"
                        + " pipeline.devops.kubesphere.io/jenkinsfile is empty; write the JSON there");
        assertThat(awaitValidation(pipeline, "failure").getSpec().pipeline().jenkinsfile())
                .isEqualTo(JENKINSFILE);
    }

    @Test
    void onlyEditedPipelinesReportAMissingPlugin() {
        converter.refusal =
                new EngineRefusalException(Reason.PLUGIN_MISSING, "needs the plugin pipeline-model-definition");
        Pipeline silent = create("silent", JENKINSFILE, Map.of());
        Pipeline pipeline = create("web", JENKINSFILE, Map.of());

        edit(pipeline, "json", "{x}");

        assertThat(awaitCondition(pipeline, "PluginMissing").message())
                .isEqualTo(messagePrefix("web") + "needs the plugin pipeline-model-definition");
        assertThat(annotations(fixture.await(pipeline, found -> true)))
                .containsEntry(PipelineAnnotations.JENKINSFILE_EDIT_MODE, "json")
                .doesNotContainKey(PipelineAnnotations.JENKINSFILE_VALIDATION);
        assertThat(fixture.await(silent, found -> true).getStatus().condition("JenkinsfileConverted"))
                .isEmpty();
    }

    @Test
    void anUnknownModeIsReportedAndNotChanged() {
        Pipeline pipeline = awaitValidation(create("web", JENKINSFILE, Map.of()), "success");

        edit(pipeline, "yaml", "{x}");

        assertThat(awaitCondition(pipeline, "UnknownEditMode").message())
                .isEqualTo(messagePrefix("web")
                        + "the annotation pipeline.devops.kubesphere.io/jenkinsfile.edit.mode has an unknown value; set it"
                        + " to raw or json, or remove it");
        Pipeline unchanged = fixture.await(pipeline, found -> true);
        assertThat(annotations(unchanged)).containsEntry(PipelineAnnotations.JENKINSFILE_EDIT_MODE, "yaml");
        assertThat(unchanged.getSpec().pipeline().jenkinsfile()).isEqualTo(JENKINSFILE);
        assertThat(converter.results).hasSize(1);
    }

    @Test
    void aPipelineWithoutBuildsOfNewBranchesIsConverted() {
        awaitValidation(create("web", JENKINSFILE, Map.of(PipelineAnnotations.BUILD_NEW_BRANCHES, "false")), "success");
    }

    @Test
    void tooLargeJsonIsReportedAndNotWritten() {
        converter.padding = "构".repeat(80_000);

        Pipeline pipeline = awaitValidation(
                create("web", JENKINSFILE, Map.of("kubesphere.io/alias-name", "x".repeat(20_000))), "failure");

        assertThat(annotations(pipeline)).containsEntry(PipelineAnnotations.JENKINSFILE_JSON, "");
        assertThat(awaitCondition(pipeline, "NotConvertible").message())
                .startsWith(messagePrefix("web") + "the JSON of the Jenkinsfile has 2400")
                .endsWith("of an object; shorten the Jenkinsfile, or edit it as text");
    }

    /** An edit during the conversion is not overwritten, and is converted next. */
    @Test
    void anEditDuringTheConversionIsKept() {
        Pipeline pipeline = awaitValidation(create("web", "before", Map.of()), "success");
        converter.latch = new CountDownLatch(1);
        edit(pipeline, "json", "{first}");
        fixture.await(() -> converter.results.contains("first"), "the conversion has started");

        patch(pipeline, """
                {"metadata": {"annotations": {"pipeline.devops.kubesphere.io/jenkinsfile.edit.mode": "raw"}},
                 "spec": {"pipeline": {"jenkinsfile": "second"}}}""");
        converter.latch.countDown();

        fixture.await(
                pipeline, found -> "{second}".equals(annotations(found).get(PipelineAnnotations.JENKINSFILE_JSON)));
        assertThat(awaitValidation(pipeline, "success").getSpec().pipeline().jenkinsfile())
                .isEqualTo("second");
        assertThat(converter.results).containsExactly("{before}", "first", "{second}");
    }

    /**
     * The API server may refuse a write of the operator before or after the informer has the newer version. The
     * conversion must continue in both cases.
     */
    @Test
    void theLastOfManyEditsIsConverted() {
        Pipeline pipeline = awaitValidation(create("web", "before", Map.of()), "success");
        for (int i = 0; i < 40; i++) {
            patch(pipeline, "{\"metadata\":{\"labels\":{\"seen\":\"" + i + "\"}}}");
            edit(pipeline, "json", "{edit " + i + "}");
        }

        fixture.await(
                pipeline, found -> "edit 39".equals(found.getSpec().pipeline().jenkinsfile()));
        awaitValidation(pipeline, "success");
    }

    /** A conversion that does not end must not delay the job. */
    @Test
    void aPipelineRunsBeforeItsConversion() {
        converter.latch = new CountDownLatch(1);
        Pipeline pipeline = create("web", JENKINSFILE, Map.of());
        fixture.await(() -> !converter.results.isEmpty(), "the conversion has started");

        fixture.awaitSuccess(fixture.createRun("web-1", "web"));

        converter.latch.countDown();
        awaitValidation(pipeline, "success");
    }

    @Test
    void anErrorOfTheConverterIsTriedAgain() {
        converter.fault = new IllegalStateException("others are being converted");

        awaitValidation(create("web", JENKINSFILE, Map.of()), "success");

        assertThat(converter.results).hasSize(2);
    }

    private Pipeline create(String name, String jenkinsfile, Map<String, String> annotations) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(fixture.namespace)
                .withAnnotations(annotations)
                .build());
        pipeline.setSpec(
                NoScmPipelineBuilder.named(name).jenkinsfile(jenkinsfile).spec());
        return fixture.awaitReady(fixture.admin.resource(pipeline).create());
    }

    private void patch(Pipeline pipeline, String change) {
        fixture.admin.resource(pipeline).patch(PatchContext.of(PatchType.JSON_MERGE), change);
    }

    private void edit(Pipeline pipeline, String mode, String json) {
        patch(
                pipeline,
                "{\"metadata\":{\"annotations\":{\"" + PipelineAnnotations.JENKINSFILE_EDIT_MODE + "\":\"" + mode
                        + "\",\"" + PipelineAnnotations.JENKINSFILE_JSON + "\":\"" + json + "\"}}}");
    }

    private void setJenkinsfile(Pipeline pipeline, String jenkinsfile) {
        patch(pipeline, "{\"spec\":{\"pipeline\":{\"jenkinsfile\":\"" + jenkinsfile + "\"}}}");
    }

    private static Map<String, String> annotations(Pipeline pipeline) {
        return pipeline.getMetadata().getAnnotations() == null
                ? Map.of()
                : pipeline.getMetadata().getAnnotations();
    }

    private Pipeline awaitValidation(Pipeline pipeline, String result) {
        return fixture.await(
                pipeline,
                found -> result.equals(annotations(found).get(PipelineAnnotations.JENKINSFILE_VALIDATION))
                        && annotations(found)
                                .getOrDefault(PipelineAnnotations.JENKINSFILE_EDIT_MODE, "?")
                                .isEmpty());
    }

    private Condition awaitCondition(Pipeline pipeline, String reason) {
        return fixture.await(pipeline, found -> found.getStatus()
                        .condition("JenkinsfileConverted")
                        .filter(condition -> reason.equals(condition.reason()))
                        .isPresent())
                .getStatus()
                .condition("JenkinsfileConverted")
                .orElseThrow();
    }

    private List<String> events(Pipeline about) {
        return fixture.admin.v1().events().inNamespace(fixture.namespace).list().getItems().stream()
                .filter(event -> about.getMetadata()
                        .getUid()
                        .equals(event.getInvolvedObject().getUid()))
                .map(event -> event.getType() + " " + event.getReason() + ": " + event.getMessage())
                .toList();
    }

    private String messagePrefix(String name) {
        return "Pipeline " + fixture.namespace + "/" + name + ": ";
    }
}
