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
import io.jenkins.plugins.kubesphere.devops.engine.NoScmPipelineBuilder;
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
        fixture.awaitRunning().project();
    }

    @AfterEach
    void close() {
        converter.held.countDown();
        fixture.close();
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

    private void rewrite(Pipeline pipeline, String jenkinsfile) {
        patch(pipeline, "{\"spec\":{\"pipeline\":{\"jenkinsfile\":\"" + jenkinsfile + "\"}}}");
    }

    private static Map<String, String> annotations(Pipeline pipeline) {
        return pipeline.getMetadata().getAnnotations() == null
                ? Map.of()
                : pipeline.getMetadata().getAnnotations();
    }

    private Pipeline awaitValid(Pipeline pipeline, String validate) {
        return fixture.await(
                pipeline,
                found -> validate.equals(annotations(found).get(PipelineAnnotations.JENKINSFILE_VALIDATION))
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

    private String named(String name) {
        return "Pipeline " + fixture.namespace + "/" + name + ": ";
    }

    @Test
    void aJenkinsfileIsConvertedOnce() {
        Pipeline made = awaitValid(create("web", JENKINSFILE, Map.of()), "success");

        assertThat(annotations(made))
                .containsEntry(PipelineAnnotations.JENKINSFILE_JSON, "{" + JENKINSFILE + "}")
                .containsKey(Annotations.OBSERVED_JENKINSFILE);
        assertThat(made.getStatus().condition("JenkinsfileConverted")).isEmpty();
        awaitValid(fixture.pipeline("other"), "success");
        fixture.awaitSuccess(fixture.run("other-1", "other"));
        assertThat(converter.converted)
                .filteredOn(text -> text.equals("{" + JENKINSFILE + "}"))
                .hasSize(2);
    }

    @Test
    void anEditedScriptIsConvertedToJson() {
        Pipeline made = awaitValid(create("web", JENKINSFILE, Map.of()), "success");

        patch(made, """
                {"metadata": {"annotations": {"pipeline.devops.kubesphere.io/jenkinsfile.edit.mode": "raw"}},
                 "spec": {"pipeline": {"jenkinsfile": "edited"}}}""");

        fixture.await(made, found -> "{edited}".equals(annotations(found).get(PipelineAnnotations.JENKINSFILE_JSON)));
        assertThat(awaitValid(made, "success").getSpec().pipeline().jenkinsfile())
                .isEqualTo("edited");
    }

    @Test
    void editedJsonIsConvertedToTheScriptAndTheJob() {
        Pipeline made = awaitValid(create("web", "before", Map.of()), "success");

        edit(made, "json", "{" + JENKINSFILE.replace("'built'", "'x\\\\\\\\y'") + "}");

        Pipeline written = fixture.await(
                made, found -> !"before".equals(found.getSpec().pipeline().jenkinsfile()));
        assertThat(written.getSpec().pipeline().jenkinsfile()).isEqualTo(JENKINSFILE.replace("'built'", "'x\\\\y'"));
        fixture.awaitSuccess(fixture.run("web-1", "web"));
    }

    /** GitOps and kubectl do not set the mode. */
    @Test
    void aScriptEditedWithoutAModeIsConverted() {
        Pipeline made = awaitValid(create("web", JENKINSFILE, Map.of()), "success");

        rewrite(made, "edited");

        fixture.await(made, found -> "{edited}".equals(annotations(found).get(PipelineAnnotations.JENKINSFILE_JSON)));
        rewrite(made, "");
        fixture.await(made, found -> "".equals(annotations(found).get(PipelineAnnotations.JENKINSFILE_JSON)));
        assertThat(converter.converted).containsExactly("{" + JENKINSFILE + "}", "{edited}");
    }

    /** The console of ks-devops wrote this JSON, and nothing shows whether it is outdated. */
    @Test
    void existingJsonIsNotChanged() {
        Pipeline made = create("web", JENKINSFILE, Map.of(PipelineAnnotations.JENKINSFILE_JSON, "theirs"));
        awaitValid(create("other", "other", Map.of()), "success");

        assertThat(annotations(fixture.await(made, found -> true)))
                .containsEntry(PipelineAnnotations.JENKINSFILE_JSON, "theirs");
        assertThat(converter.converted).containsExactly("{other}");
    }

    @Test
    void aScriptWithoutJsonHasAReasonAndAJob() {
        converter.refusal = new EngineRefusalException(Reason.NOT_CONVERTIBLE, "it is scripted");
        Pipeline made = awaitValid(create("web", JENKINSFILE, Map.of()), "failure");

        assertThat(annotations(made)).containsEntry(PipelineAnnotations.JENKINSFILE_JSON, "");
        assertThat(awaitCondition(made, "NotConvertible").message()).isEqualTo(named("web") + "it is scripted");
        fixture.awaitSuccess(fixture.run("web-1", "web"));
        assertThat(events(made)).doesNotContain("Normal JenkinsfileNotEditable: " + named("web") + "it is scripted");
        edit(made, "raw", "");
        fixture.await(
                () -> events(made).contains("Normal JenkinsfileNotEditable: " + named("web") + "it is scripted"),
                "the Event after an edit");
        converter.refusal = null;
        rewrite(made, "declarative");
        assertThat(awaitCondition(made, "Converted").statusIsTrue()).isTrue();
        assertThat(converter.converted)
                .containsExactly("{" + JENKINSFILE + "}", "{" + JENKINSFILE + "}", "{declarative}");
    }

    @Test
    void invalidJsonDoesNotChangeTheScript() {
        Pipeline made = awaitValid(create("web", JENKINSFILE, Map.of()), "success");
        converter.refusal = new EngineRefusalException(Reason.NOT_CONVERTIBLE, "stage without a name");

        edit(made, "json", "{wrong}");

        Pipeline answered = awaitValid(made, "failure");
        assertThat(answered.getSpec().pipeline().jenkinsfile()).isEqualTo(JENKINSFILE);
        assertThat(annotations(answered)).containsEntry(PipelineAnnotations.JENKINSFILE_JSON, "{wrong}");
        fixture.await(
                () -> events(made)
                        .contains("Warning JenkinsfileNotConverted: " + named("web") + "stage without a name"),
                "the Event about invalid JSON");
        assertThat(converter.converted).containsExactly("{" + JENKINSFILE + "}", "wrong");
    }

    @Test
    void missingJsonIsReported() {
        Pipeline made = awaitValid(create("web", JENKINSFILE, Map.of()), "success");

        edit(made, "json", "");

        assertThat(awaitCondition(made, "NotConvertible").message())
                .isEqualTo(named("web")
                        + "the annotation pipeline.devops.kubesphere.io/jenkinsfile.edit.mode is \"json\" but"
                        + " pipeline.devops.kubesphere.io/jenkinsfile is empty; write the JSON there");
        assertThat(awaitValid(made, "failure").getSpec().pipeline().jenkinsfile())
                .isEqualTo(JENKINSFILE);
    }

    @Test
    void withoutThePluginOnlyEditedPipelinesReportIt() {
        converter.refusal =
                new EngineRefusalException(Reason.PLUGIN_MISSING, "needs the plugin pipeline-model-definition");
        Pipeline silent = create("silent", JENKINSFILE, Map.of());
        Pipeline made = create("web", JENKINSFILE, Map.of());

        edit(made, "json", "{x}");

        assertThat(awaitCondition(made, "PluginMissing").message())
                .isEqualTo(named("web") + "needs the plugin pipeline-model-definition");
        assertThat(annotations(fixture.await(made, found -> true)))
                .containsEntry(PipelineAnnotations.JENKINSFILE_EDIT_MODE, "json")
                .doesNotContainKey(PipelineAnnotations.JENKINSFILE_VALIDATION);
        assertThat(fixture.await(silent, found -> true).getStatus().condition("JenkinsfileConverted"))
                .isEmpty();
    }

    @Test
    void anUnknownModeIsReportedAndNotChanged() {
        Pipeline made = awaitValid(create("web", JENKINSFILE, Map.of()), "success");

        edit(made, "yaml", "{x}");

        assertThat(awaitCondition(made, "UnknownEditMode").message())
                .isEqualTo(named("web")
                        + "the annotation pipeline.devops.kubesphere.io/jenkinsfile.edit.mode is not one of raw, json;"
                        + " write one of them, or remove it");
        Pipeline left = fixture.await(made, found -> true);
        assertThat(annotations(left)).containsEntry(PipelineAnnotations.JENKINSFILE_EDIT_MODE, "yaml");
        assertThat(left.getSpec().pipeline().jenkinsfile()).isEqualTo(JENKINSFILE);
        assertThat(converter.converted).hasSize(1);
    }

    @Test
    void tooLargeJsonIsReportedAndNotWritten() {
        converter.padding = "构".repeat(80_000);

        Pipeline made = awaitValid(
                create("web", JENKINSFILE, Map.of("kubesphere.io/alias-name", "x".repeat(20_000))), "failure");

        assertThat(annotations(made)).containsEntry(PipelineAnnotations.JENKINSFILE_JSON, "");
        assertThat(awaitCondition(made, "NotConvertible").message())
                .startsWith(named("web") + "the JSON of the Jenkinsfile has 2400")
                .endsWith("are left; shorten the Jenkinsfile to edit it graphically");
    }

    /** An edit during the conversion is not overwritten, and is converted next. */
    @Test
    void anEditDuringTheConversionIsKept() {
        Pipeline made = awaitValid(create("web", "before", Map.of()), "success");
        converter.held = new CountDownLatch(1);
        edit(made, "json", "{first}");
        fixture.await(() -> converter.converted.contains("first"), "the conversion has started");

        patch(made, """
                {"metadata": {"annotations": {"pipeline.devops.kubesphere.io/jenkinsfile.edit.mode": "raw"}},
                 "spec": {"pipeline": {"jenkinsfile": "second"}}}""");
        converter.held.countDown();

        fixture.await(made, found -> "{second}".equals(annotations(found).get(PipelineAnnotations.JENKINSFILE_JSON)));
        assertThat(awaitValid(made, "success").getSpec().pipeline().jenkinsfile())
                .isEqualTo("second");
        assertThat(converter.converted).containsExactly("{before}", "first", "{second}");
    }

    /**
     * The API server may refuse a write of the operator before or after the informer has the newer version. The
     * conversion must continue in both cases.
     */
    @Test
    void theLastOfManyEditsIsConverted() {
        Pipeline made = awaitValid(create("web", "before", Map.of()), "success");
        for (int i = 0; i < 40; i++) {
            patch(made, "{\"metadata\":{\"labels\":{\"seen\":\"" + i + "\"}}}");
            edit(made, "json", "{edit " + i + "}");
        }

        fixture.await(made, found -> "edit 39".equals(found.getSpec().pipeline().jenkinsfile()));
        awaitValid(made, "success");
    }

    /** A conversion that does not end must not delay the job. */
    @Test
    void aPipelineRunsBeforeItsConversion() {
        converter.held = new CountDownLatch(1);
        Pipeline made = create("web", JENKINSFILE, Map.of());
        fixture.await(() -> !converter.converted.isEmpty(), "the conversion has started");

        fixture.awaitSuccess(fixture.run("web-1", "web"));

        converter.held.countDown();
        awaitValid(made, "success");
    }

    @Test
    void anErrorOfTheConverterIsTriedAgain() {
        converter.fault = new IllegalStateException("others are being converted");

        awaitValid(create("web", JENKINSFILE, Map.of()), "success");

        assertThat(converter.converted).hasSize(2);
    }
}
