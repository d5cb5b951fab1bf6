package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.RunActions;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests {@code spec.action: Pause} and {@code Resume}. */
public class PauseActionIT extends AcceptanceTestCase {
    private static final String TWO_STEPS =
            "pipeline { agent any; stages { stage('x') { steps { sh 'echo begun; sleep 2; echo ended'; echo 'next' + ' step' } } } }";

    @Test
    void aPausedRunSaysSoAndGoesOnWhenItIsResumed() {
        scenario.createPipeline("web", TWO_STEPS);
        PipelineRun run = scenario.createRun("web-1", "web");
        await("the script runs").until(() -> scenario.log(run).contains("\nbegun"));

        setAction(run, RunActions.PAUSE);

        PipelineRun paused = awaitMessage(run, "build 1 is paused; set spec.action to Resume to go on");
        assertThat(paused.getStatus().phase()).isEqualTo("Pending");
        assertThat(succeeded(paused).reason()).isEqualTo("PAUSED");
        assertThat(paused.getMetadata().getAnnotations())
                .containsEntry(
                        RunAnnotations.HANDLED_ACTION_GENERATION,
                        paused.getMetadata().getGeneration().toString());
        assertThat(scenario.log(run)).doesNotContain("next step");
        setAction(run, RunActions.RESUME);
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.log(run)).contains("next step");
    }

    @Test
    void aRunThatIsCreatedPausedIsPausedWhenItsBuildHasStarted() {
        scenario.createPipeline("web", TWO_STEPS);

        PipelineRun run = scenario.createRun(
                "web-1", new PipelineRunSpec(RunSpecs.reference("web"), List.of(), null, RunActions.PAUSE, null));

        awaitMessage(run, "build 1 is paused; set spec.action to Resume to go on");
        setAction(run, RunActions.STOP);
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Cancelled");
    }

    @Test
    void aPausedRunThatIsStoppedDoesNotRunItsNextStep() throws InterruptedException {
        scenario.createPipeline("web", TWO_STEPS);
        PipelineRun run = scenario.createRun("web-1", "web");
        await("the script runs").until(() -> scenario.log(run).contains("\nbegun"));
        setAction(run, RunActions.PAUSE);
        awaitMessage(run, "build 1 is paused; set spec.action to Resume to go on");
        await("the script has ended").until(() -> scenario.log(run).contains("\nended"));
        Thread.sleep(3_000); // Jenkins notices the end of a script within some seconds.

        setAction(run, RunActions.STOP);

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Cancelled");
        assertThat(scenario.log(run)).doesNotContain("next step");
    }

    private void setAction(PipelineRun run, String action) {
        scenario.edit(
                run,
                found -> found.setSpec(new PipelineRunSpec(
                        found.getSpec().pipelineRef(),
                        found.getSpec().parameters(),
                        found.getSpec().scm(),
                        action,
                        found.getSpec().pipelineSpec())));
    }

    private PipelineRun awaitMessage(PipelineRun run, String message) {
        return scenario.await(run, found -> found.getStatus()
                .condition("Succeeded")
                .filter(condition -> message.equals(condition.message()))
                .isPresent());
    }

    private static Condition succeeded(PipelineRun run) {
        return run.getStatus().condition("Succeeded").orElseThrow();
    }
}
