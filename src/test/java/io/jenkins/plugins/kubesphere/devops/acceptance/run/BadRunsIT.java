package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.BadInputTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how invalid runs end, and which message they get. */
class BadRunsIT extends BadInputTestCase {

    @Test
    void aRunWithoutAPipelineRef() {
        PipelineRun run =
                scenario.awaitEnd(scenario.run("web-1", new PipelineRunSpec(null, List.of(), null, null, null)));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("PipelineRefMissing");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .isEqualTo("PipelineRun " + scenario.namespace
                        + "/web-1: spec.pipelineRef.name is empty; name the Pipeline to run");
        scenario.awaitEvents(run, "TriggerFailed");
    }

    @Test
    void aRunWithAnInvalidPipelineName() {
        PipelineRun run = scenario.awaitEnd(scenario.run("web-1", "../Web"));

        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .isEqualTo("PipelineRun " + scenario.namespace
                        + "/web-1: spec.pipelineRef.name \"../Web\" is not a name that a Pipeline can have; name the"
                        + " Pipeline to run");
    }

    @Test
    void aRunWaitsForItsPipelineAndStartsWhenItExists() {
        PipelineRun run = scenario.run("web-1", "web");
        assertThat(scenario.awaitReason(run, "Ready", "PipelineNotFound"))
                .isEqualTo("PipelineRun " + scenario.namespace + "/web-1 waits: there is no Pipeline "
                        + scenario.namespace + "/web; create it, or correct spec.pipelineRef.name");

        scenario.pipeline("web", Scenario.SUCCEEDS);

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aRunWaitsForAPipelineThatIsNotInSync() {
        Pipeline pipeline = scenario.create("web", new PipelineSpec("pipeline", null, null));
        PipelineRun run = scenario.run("web-1", "web");
        assertThat(scenario.awaitReason(run, "Ready", "PipelineNotReady"))
                .startsWith("PipelineRun " + scenario.namespace + "/web-1 waits: ");

        scenario.edit(pipeline, found -> found.setSpec(inline("web", Scenario.SUCCEEDS)));

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aRunOfADisabledJobWaitsUntilTheJobIsEnabled() {
        scenario.pipeline("web", Scenario.SUCCEEDS);
        scenario.target.manualChanges().disable(scenario.job("web"));
        PipelineRun run = scenario.run("web-1", "web");

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.target.manualChanges().builds(scenario.job("web"))).isEqualTo(1);
    }

    @Test
    void aRunWithAnUnknownParameter() {
        scenario.pipeline("web", Scenario.SUCCEEDS, "WHO");

        PipelineRun run = scenario.awaitEnd(scenario.run("web-1", "web", new PipelineRunParameter("WHOM", "x")));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("InvalidParameter");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .startsWith("PipelineRun " + scenario.namespace + "/web-1: ")
                .contains("WHOM", scenario.namespace + "/web", "WHO");
        assertThat(scenario.target.manualChanges().builds(scenario.job("web"))).isZero();
    }

    @Test
    void aRunWithParametersThatCannotBeConverted() {
        scenario.awaitReady(scenario.create(
                "web",
                inline(
                        "web",
                        Scenario.SUCCEEDS,
                        new PipelineParameter("DRY", "boolean", "false", null),
                        new PipelineParameter("ENV", "choice", "test\nprod", null))));

        PipelineRun maybe = scenario.awaitEnd(scenario.run("web-1", "web", new PipelineRunParameter("DRY", "maybe")));
        PipelineRun none = scenario.awaitEnd(scenario.run("web-2", "web", new PipelineRunParameter("ENV", "staging")));

        assertThat(maybe.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("\"DRY\"", "true", "false");
        assertThat(none.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("\"ENV\"", "test", "prod");
    }

    @Test
    void aRunThatGivesAParameterTwice() {
        scenario.pipeline("web", Scenario.SUCCEEDS, "WHO");

        PipelineRun run = scenario.awaitEnd(scenario.run(
                "web-1", "web", new PipelineRunParameter("WHO", "a"), new PipelineRunParameter("WHO", "b")));

        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .isEqualTo(
                        "PipelineRun " + scenario.namespace + "/web-1: parameter \"WHO\" is given twice; remove one");
    }

    @Test
    void hostileParameterValuesReachTheBuildUnchanged() {
        scenario.pipeline(
                "web",
                "pipeline { agent any; stages { stage('Echo') { steps { sh 'printf %s \"$WHO\" | od -An -tx1 | tr -d \" \\\\n\"' } } } }",
                "WHO");

        PipelineRun run =
                scenario.awaitEnd(scenario.run("web-1", "web", new PipelineRunParameter("WHO", "a\n'${b}`c`\"🙂")));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.log(run)).contains("610a27247b627d6063" + "6022f09f9982");
    }

    @Test
    void theMessageAboutAParameterOfAMebibyteHasItsNameAndSize() {
        scenario.pipeline("web", "pipeline { agent any; stages { stage('A') { steps { sh 'true' } } } }", "BIG");

        PipelineRun run =
                scenario.awaitEnd(scenario.run("web-1", "web", new PipelineRunParameter("BIG", "x".repeat(1 << 20))));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .containsAnyOf("1048576", "Argument list too long");
    }

    @Test
    void objectsDeletedDuringTheirReconcileStayDeleted() {
        scenario.pipeline("web", Scenario.SUCCEEDS);
        List<PipelineRun> runs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            PipelineRun run = scenario.run("web-" + i, "web");
            runs.add(run);
            scenario.client.resource(run).delete();
        }

        runs.forEach(scenario::awaitGone);
        Scenario.pause(1_000);

        assertThat(scenario.client
                        .resources(PipelineRun.class)
                        .inNamespace(scenario.namespace)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(runs).as("runs whose builds are deleted").allMatch(scenario::isUnknown);
    }
}
