package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests where a run says that its build is, where its question is answered, and what the build knows of the run. */
class BuildAddressIT extends ControllerTestCase {
    private static final String ROOT = "https://ci.example.com/jenkins/";

    @AfterEach
    void removeUrl() {
        if (target != null) {
            setUrl("null");
        }
    }

    @Test
    void theQuestionsOfAllBranchesAreShownWithThePageOfTheirAnswer() {
        setUrl("'" + ROOT + "'");
        scenario.createPipeline(
                "web",
                "parallel a: { input message: 'A?', id: 'A' }, b: { input message:"
                        + " '\\u001b[31mB\\u202E?', id: 'B' }");
        PipelineRun run = scenario.createRun("web-1", "web");
        String page = ROOT + "job/" + scenario.namespace + "/job/web/1/";

        scenario.await(run, found -> message(found).equals("A? (asked, too: B?) (answer it at " + page + "input/)"));
        scenario.target.proceed(scenario.job("web"), AcceptanceTestProject.ref(run), "A");
        PipelineRun second =
                scenario.await(run, found -> message(found).equals("B? (answer it at " + page + "input/)"));
        assertThat(second.getStatus().phase()).isEqualTo("Pending");
        assertThat(second.getMetadata().getAnnotations()).containsEntry(RunAnnotations.BUILD_URL, page);
        scenario.target.proceed(scenario.job("web"), AcceptanceTestProject.ref(run), "B");
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aJenkinsWithoutAUrlGivesNoAddressAndABuildKnowsItsRun() {
        setUrl("null");
        scenario.createPipeline(
                "web",
                "node { sh 'echo \"run <$PIPELINE_RUN_NAMESPACE/$PIPELINE_RUN_NAME> of <$PIPELINE_RUN_CREATOR>\"' }");

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(run.getMetadata().getAnnotations()).doesNotContainKey(RunAnnotations.BUILD_URL);
        assertThat(scenario.log(run)).contains("run <" + scenario.namespace + "/web-1> of <alice>");
    }

    private static String message(PipelineRun run) {
        return run.getStatus()
                .condition("Succeeded")
                .map(condition -> condition.message())
                .orElse("");
    }

    private void setUrl(String url) {
        target.controller().http().runScript("jenkins.model.JenkinsLocationConfiguration.get().setUrl(" + url + ")");
    }
}
