package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.RunActions;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests paused builds across a restart of Jenkins, and a person who resumes one there. Needs a real controller. */
class PausedBuildRestartIT extends ControllerTestCase {

    @Test
    void aPausedBuildStaysPausedAfterARestartAndAnOldActionDoesNotUndoAResumeInJenkins() throws Exception {
        scenario.createPipeline("web", "sleep 3\necho 'next' + ' step'\nsleep 5\necho 'last' + ' step'");
        PipelineRun run = scenario.createRun("web-1", "web");
        await("the build sleeps").until(() -> scenario.log(run).contains("Sleeping for 3"));
        scenario.edit(
                run,
                found -> found.setSpec(new PipelineRunSpec(
                        found.getSpec().pipelineRef(),
                        found.getSpec().parameters(),
                        found.getSpec().scm(),
                        RunActions.PAUSE,
                        found.getSpec().pipelineSpec())));
        awaitPaused(run);

        scenario.restart();

        Thread.sleep(5000);
        awaitPaused(run);
        assertThat(scenario.log(run)).doesNotContain("next step");
        target.controller().http().post(JenkinsHttpClient.urlPath(scenario.job("web")) + "1/pause/toggle", Map.of());
        await("the build goes on").until(() -> scenario.log(run).contains("next step"));
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.log(run)).containsOnlyOnce("Pausing").contains("last step");
    }

    private void awaitPaused(PipelineRun run) {
        scenario.await(run, found -> found.getStatus()
                .condition("Succeeded")
                .filter(condition ->
                        "build 1 is paused; set spec.action to Resume to go on".equals(condition.message()))
                .isPresent());
    }
}
