package io.jenkins.plugins.kubesphere.devops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.api.LabelValue;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import io.jenkins.plugins.kubesphere.devops.api.run.ParameterValue;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong, where it ends and what the user reads: the rows of docs/bad-input.md. The words are a contract. */
@WithCluster
class BadInputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    @TempDir
    Path state;

    private Loop loop;

    @BeforeEach
    void start(Config config) {
        loop = Loop.start(config, state, PATIENCE);
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aPipelineWithoutTheSpecOfItsType() {
        Pipeline pipeline = loop.create("web", new PipelineSpec("pipeline", null, null));

        assertThat(loop.awaitReason(pipeline, "Ready", "InvalidSpec"))
                .isEqualTo("Pipeline " + loop.namespace
                        + "/web: spec.type is \"pipeline\" but spec.pipeline is missing; add it");
        assertThat(loop.client.resource(pipeline).get().getMetadata().getAnnotations())
                .containsEntry("pipeline.devops.kubesphere.io/syncstatus", "failed");
        assertThat(loop.awaitEvents(pipeline, "SyncFailed")).hasSize(1);
    }

    @Test
    void aPipelineOfUnknownTypeIsMended() {
        Pipeline pipeline = loop.create("web", new PipelineSpec("freestyle", null, null));
        assertThat(loop.awaitReason(pipeline, "Ready", "InvalidSpec"))
                .isEqualTo("Pipeline " + loop.namespace
                        + "/web: spec.type \"freestyle\" is not one of pipeline, multi-branch-pipeline");

        loop.edit(pipeline, found -> found.setSpec(inline("web", Loop.SUCCEEDS)));

        loop.awaitReady(pipeline);
    }

    @Test
    void aPipelineWithAnUnknownParameterType() {
        Pipeline pipeline =
                loop.create("web", inline("web", Loop.SUCCEEDS, new ParameterDefinition("WHO", "strnig", "x", null)));

        assertThat(loop.awaitReason(pipeline, "Ready", "InvalidSpec"))
                .isEqualTo(
                        "Pipeline " + loop.namespace + "/web: spec.pipeline.parameters[0] \"WHO\": type \"strnig\" is"
                                + " not one of string, text, boolean, choice, password, file");
    }

    @Test
    void aMultiBranchPipelineIsToldThatNothingServesItYet() {
        Pipeline pipeline = loop.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec:
                  type: multi-branch-pipeline
                  multi_branch_pipeline: {name: web, source_type: git, script_path: Jenkinsfile}
                """);

        assertThat(loop.awaitReason(pipeline, "Ready", "NotServed"))
                .isEqualTo("Pipeline " + loop.namespace
                        + "/web: pipelines of type multi-branch-pipeline are not served yet");
    }

    @Test
    void aJenkinsfileThatDoesNotCompile() {
        loop.pipeline("web", "pipeline {\n  agent any\n  stages {\n");

        PipelineRun run = loop.awaitOver(loop.run("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .startsWith("Jenkinsfile of " + loop.namespace + "/web does not compile: line ");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 253})
    void namesOfAnyLengthWork(int length) {
        String name = "a".repeat(length);
        loop.pipeline(name, Loop.SUCCEEDS);

        PipelineRun run = loop.awaitOver(loop.run("r".repeat(length), name));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(run.getMetadata().getLabels()).containsEntry("devops.kubesphere.io/pipeline", LabelValue.of(name));
        assertThat(loop.awaitEvents(run, "Updated")).hasSize(2);
    }

    @Test
    void aRunWithoutAPipelineRef() {
        PipelineRun run = loop.awaitOver(loop.run("web-1", new PipelineRunSpec(null, List.of(), null, null, null)));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("PipelineRefMissing");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .isEqualTo("PipelineRun " + loop.namespace
                        + "/web-1: spec.pipelineRef.name is empty; name the Pipeline to run");
        loop.awaitEvents(run, "TriggerFailed");
    }

    @Test
    void aRunOfAPipelineThatCannotExist() {
        PipelineRun run = loop.awaitOver(loop.run("web-1", "../Web"));

        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .isEqualTo("PipelineRun " + loop.namespace
                        + "/web-1: spec.pipelineRef.name \"../Web\" is no name that a Pipeline can have; name the"
                        + " Pipeline to run");
    }

    @Test
    void aRunWaitsForItsPipelineAndWakes() {
        PipelineRun run = loop.run("web-1", "web");
        assertThat(loop.awaitReason(run, "Ready", "PipelineNotFound"))
                .isEqualTo("PipelineRun " + loop.namespace + "/web-1 waits: there is no Pipeline " + loop.namespace
                        + "/web; create it, or correct spec.pipelineRef.name");

        loop.pipeline("web", Loop.SUCCEEDS);

        assertThat(loop.awaitOver(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aRunDoesNotWaitForEver() {
        PipelineRun run = loop.awaitOver(loop.run("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("PipelineNotFound");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .endsWith("create it, or correct spec.pipelineRef.name (gave up after 6 s)");
        loop.awaitEvents(run, "TriggerFailed");
    }

    @Test
    void aRunWaitsForAPipelineThatIsNotInSync() {
        Pipeline pipeline = loop.create("web", new PipelineSpec("pipeline", null, null));
        PipelineRun run = loop.run("web-1", "web");
        assertThat(loop.awaitReason(run, "Ready", "PipelineNotReady"))
                .startsWith("PipelineRun " + loop.namespace + "/web-1 waits: ");

        loop.edit(pipeline, found -> found.setSpec(inline("web", Loop.SUCCEEDS)));

        assertThat(loop.awaitOver(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aRunOfADisabledJobWaitsUntilItIsEnabled() {
        loop.pipeline("web", Loop.SUCCEEDS);
        loop.engine.byHand().disable(loop.job("web"));
        PipelineRun run = loop.run("web-1", "web");
        loop.awaitReason(run, "Ready", "PipelineNotReady");

        loop.engine.byHand().enable(loop.job("web"));

        assertThat(loop.awaitOver(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(loop.engine.byHand().builds(loop.job("web"))).isEqualTo(1);
    }

    @Test
    void aRunWithAnUnknownParameter() {
        loop.pipeline("web", Loop.SUCCEEDS, "WHO");

        PipelineRun run = loop.awaitOver(loop.run("web-1", "web", new ParameterValue("WHOM", "x")));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("InvalidParameter");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .startsWith("PipelineRun " + loop.namespace + "/web-1: ")
                .contains("WHOM", loop.namespace + "/web", "WHO");
        assertThat(loop.engine.byHand().builds(loop.job("web"))).isZero();
    }

    @Test
    void aRunWhoseParametersDoNotConvert() {
        loop.awaitReady(loop.create(
                "web",
                inline(
                        "web",
                        Loop.SUCCEEDS,
                        new ParameterDefinition("DRY", "boolean", "false", null),
                        new ParameterDefinition("ENV", "choice", "test\nprod", null))));

        PipelineRun maybe = loop.awaitOver(loop.run("web-1", "web", new ParameterValue("DRY", "maybe")));
        PipelineRun none = loop.awaitOver(loop.run("web-2", "web", new ParameterValue("ENV", "staging")));

        assertThat(maybe.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("\"DRY\"", "maybe", "true", "false");
        assertThat(none.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("\"ENV\"", "staging", "test", "prod");
    }

    @Test
    void aRunThatGivesAParameterTwice() {
        loop.pipeline("web", Loop.SUCCEEDS, "WHO");

        PipelineRun run = loop.awaitOver(
                loop.run("web-1", "web", new ParameterValue("WHO", "a"), new ParameterValue("WHO", "b")));

        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .isEqualTo("PipelineRun " + loop.namespace + "/web-1: parameter \"WHO\" is given twice; remove one");
    }

    @Test
    void hostileParameterValuesArriveAsTheyAre() {
        loop.pipeline(
                "web",
                "pipeline { agent any; stages { stage('Echo') { steps { sh 'printf %s \"$WHO\" | od -An -tx1 | tr -d \" \\\\n\"' } } } }",
                "WHO");

        PipelineRun run = loop.awaitOver(loop.run("web-1", "web", new ParameterValue("WHO", "a\n'${b}`c`\"🙂")));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(loop.log(run)).contains("610a27247b627d6063" + "6022f09f9982");
    }

    @Test
    void aParameterOfAMebibyteEndsWithItsNameAndSize() {
        loop.pipeline("web", "pipeline { agent any; stages { stage('A') { steps { sh 'true' } } } }", "BIG");

        PipelineRun run = loop.awaitOver(loop.run("web-1", "web", new ParameterValue("BIG", "x".repeat(1 << 20))));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("BIG", "1048576");
    }

    @Test
    void pipelineAndRunBeforeTheirProject() {
        String early = loop.namespace + "-early";
        loop.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(early)
                        .withLabels(Map.of("kubesphere.io/devopsproject", early))
                        .endMetadata()
                        .build())
                .create();
        try (Loop other = Loop.on(loop.client.getConfiguration(), state.resolve("early"), PATIENCE, early)) {
            Pipeline pipeline = other.create("web", inline("web", Loop.SUCCEEDS));
            assertThat(other.awaitReason(pipeline, "Ready", "ProjectNotSynced")).contains(early);
            PipelineRun run = other.run("web-1", "web");
            other.awaitReason(run, "Ready", "PipelineNotReady");

            other.project(early);

            other.awaitReady(pipeline);
            assertThat(other.awaitOver(run).getStatus().phase()).isEqualTo("Succeeded");
        }
    }

    @Test
    void twoProjectsThatClaimOneNamespace() {
        DevOpsProject second = new DevOpsProject();
        second.setMetadata(
                new ObjectMetaBuilder().withName(loop.namespace + "-b").build());
        second.setStatus(new DevOpsProjectStatus(loop.namespace, null));
        second = loop.client.resource(second).create();

        assertThat(loop.awaitReason(second, "Ready", "NamespaceConflict"))
                .isEqualTo("DevOpsProject " + loop.namespace + "-b: namespace " + loop.namespace
                        + " belongs to DevOpsProject " + loop.namespace
                        + " (label kubesphere.io/devopsproject); delete one of the two projects, or give this one"
                        + " another status.adminNamespace");
        assertThat(loop.awaitEvents(second, "CreateAdminNamespaceFailed")).hasSize(1);

        loop.client.resource(second).delete();
        loop.awaitGone(second);
        assertThat(loop.client
                        .namespaces()
                        .withName(loop.namespace)
                        .get()
                        .getMetadata()
                        .getDeletionTimestamp())
                .as("the namespace of the other project")
                .isNull();
    }

    @Test
    void aNamespaceOfSomebodyElseIsHandedOverByItsLabel() {
        String foreign = loop.otherNamespace();
        loop.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(foreign)
                        .endMetadata()
                        .build())
                .create();
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(foreign).build());
        project = loop.client.resource(project).create();
        assertThat(loop.awaitReason(project, "Ready", "NamespaceConflict")).contains("label it");

        loop.client.namespaces().withName(foreign).edit(namespace -> new NamespaceBuilder(namespace)
                .editMetadata()
                .addToLabels("kubesphere.io/devopsproject", foreign)
                .endMetadata()
                .build());

        loop.awaitReady(project);
        loop.client.resource(project).delete();
        loop.awaitGone(project);
    }

    @Test
    void aJobThatIsNotOursIsLeftAloneUntilAdopted() {
        loop.engine.byHand().createJob(loop.job("web"));
        Pipeline pipeline = loop.create("web", inline("web", Loop.SUCCEEDS));
        assertThat(loop.awaitReason(pipeline, "Ready", "NotOurs"))
                .contains(loop.namespace + "/web", "devops.kubesphere.io/adopt");

        loop.edit(pipeline, found -> found.getMetadata().setAnnotations(Map.of("devops.kubesphere.io/adopt", "true")));

        loop.awaitReady(pipeline);
    }

    @Test
    void objectsDeletedWhileTheyAreReconciledDoNotComeBack() {
        loop.pipeline("web", Loop.SUCCEEDS);
        List<PipelineRun> runs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            PipelineRun run = loop.run("web-" + i, "web");
            runs.add(run);
            loop.client.resource(run).delete();
        }

        runs.forEach(loop::awaitGone);
        Loop.pause(1_000);

        assertThat(loop.client
                        .resources(PipelineRun.class)
                        .inNamespace(loop.namespace)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(runs.stream().flatMap(run -> loop.engine.find(loop.job("web"), Loop.ref(run)).stream()))
                .as("builds whose run is gone")
                .isEmpty();
    }

    private static PipelineSpec inline(String name, String jenkinsfile, ParameterDefinition... parameters) {
        return new PipelineSpec(
                "pipeline",
                new NoScmPipeline(name, null, null, List.of(parameters), null, null, null, null, jenkinsfile),
                null);
    }
}
