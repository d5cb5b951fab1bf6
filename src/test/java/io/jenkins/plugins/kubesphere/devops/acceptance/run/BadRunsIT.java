package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.BadInputTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how invalid runs end, and which message they get. */
class BadRunsIT extends BadInputTestCase {

    @Test
    void aRunWithoutAPipelineRef() {
        PipelineRun run =
                scenario.awaitEnd(scenario.createRun("web-1", new PipelineRunSpec(null, List.of(), null, null, null)));

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
        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "../Web"));

        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .isEqualTo("PipelineRun " + scenario.namespace
                        + "/web-1: spec.pipelineRef.name \"../Web\" is not a name that a Pipeline can have; name the"
                        + " Pipeline to run");
    }

    @Test
    void aRunWithAnUnknownParameter() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS, "WHO");

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web", new PipelineRunParameter("WHOM", "x")));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("InvalidParameter");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .startsWith("PipelineRun " + scenario.namespace + "/web-1: ")
                .contains("WHOM", scenario.namespace + "/web", "WHO");
        assertThat(scenario.target.userActions().countBuilds(scenario.job("web")))
                .isZero();
    }

    @Test
    void aRunWithParametersThatCannotBeConverted() {
        scenario.awaitReady(scenario.createPipelineWithoutWait(
                "web",
                inline(
                        "web",
                        AcceptanceTestProject.SUCCEEDS,
                        new PipelineParameter("DRY", "boolean", "false", null),
                        new PipelineParameter("ENV", "choice", "test\nprod", null))));

        PipelineRun maybe =
                scenario.awaitEnd(scenario.createRun("web-1", "web", new PipelineRunParameter("DRY", "maybe")));
        PipelineRun none =
                scenario.awaitEnd(scenario.createRun("web-2", "web", new PipelineRunParameter("ENV", "staging")));

        assertThat(maybe.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("\"DRY\"", "true", "false");
        assertThat(none.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("\"ENV\"", "test", "prod");
    }

    @Test
    void aRunThatGivesAParameterTwice() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS, "WHO");

        PipelineRun run = scenario.awaitEnd(scenario.createRun(
                "web-1", "web", new PipelineRunParameter("WHO", "a"), new PipelineRunParameter("WHO", "b")));

        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .isEqualTo(
                        "PipelineRun " + scenario.namespace + "/web-1: parameter \"WHO\" is given twice; remove one");
    }

    @Test
    void theMessageAboutAParameterOfAMebibyteHasItsNameAndSize() {
        scenario.createPipeline("web", "pipeline { agent any; stages { stage('A') { steps { sh 'true' } } } }", "BIG");

        PipelineRun run = scenario.awaitEnd(
                scenario.createRun("web-1", "web", new PipelineRunParameter("BIG", "x".repeat(1 << 20))));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .containsAnyOf("1048576", "Argument list too long");
    }

    /** The run with a copy of the spec is too large for etcd: it never got its number and its end. */
    @Test
    void aRunThatIsTooLargeForACopyOfThePipelineIsBuilt() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS + "\n//" + "x".repeat(600 * 1024), "BIG");

        PipelineRun run = scenario.awaitEnd(
                scenario.createRun("web-1", "web", new PipelineRunParameter("BIG", "x".repeat(1 << 20))));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(run.getMetadata().getAnnotations())
                .containsEntry("devops.kubesphere.io/jenkins-pipelinerun-id", "1");
        assertThat(run.getSpec().pipelineSpec()).isNull();
    }

    /** A gRPC message of etcd's client has another limit, and the refusal has other words. */
    @Test
    void aRunThatIsMuchTooLargeForACopyOfThePipelineIsBuilt() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS + "\n//" + "x".repeat(1200 * 1024), "BIG");

        PipelineRun run = scenario.awaitEnd(
                scenario.createRun("web-1", "web", new PipelineRunParameter("BIG", "x".repeat(1200 * 1024))));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(run.getSpec().pipelineSpec()).isNull();
    }
}
