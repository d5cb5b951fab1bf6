package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests runs of a job that was never built, with a parameter that only a scripted Jenkinsfile declares. Only a build
 * can find out such a parameter. If the first build is queued, such a run waits for it; if not, the run is refused.
 */
class FirstBuildParametersIT extends RepositoryTestCase {
    private static final String DECLARES_PARAMETER =
            "properties([parameters([string(name: 'WHO', defaultValue:" + " 'world')])]); echo \"hello ${params.WHO}\"";

    private static final PipelineRunParameter MOON = new PipelineRunParameter("WHO", "moon");

    @BeforeEach
    void commitBranch() {
        git.commit("main", "Jenkinsfile", DECLARES_PARAMETER);
    }

    /** Jenkins builds each branch that it finds. The run is created while this first build is queued. */
    @Test
    void aRunWaitsForTheQueuedFirstBuild() {
        awaitFirstScan(pipeline("web"));

        PipelineRun run = scenario.awaitEnd(run("web-1", "main", "branch", MOON));

        assertThat(run.getStatus().phase()).as("%s", run.getStatus()).isEqualTo("Succeeded");
        assertThat(number(run)).isEqualTo(2);
        assertThat(log(run)).contains("hello moon");
    }

    @Test
    void theMessageOfARunOfABranchWithoutBuildsHasTheCure() {
        awaitFirstScan(
                scenario.apply(
                        Pipeline.class,
                        yaml("web")
                                .replace(
                                        "namespace: NAMESPACE",
                                        "namespace: NAMESPACE, annotations: {devops.kubesphere.io/build-new-branches: \"false\"}")));

        PipelineRun refused = scenario.awaitEnd(run("web-1", "main", "branch", MOON));

        assertThat(scenario.awaitReason(refused, "Succeeded", "InvalidParameter"))
                .isEqualTo("PipelineRun " + scenario.namespace + "/web-1: job "
                        + scenario.namespace
                        + "/web (main) has no parameter \"WHO\"; it has no parameters. The parameters of the Jenkinsfile are not known before its first"
                        + " build, because it is scripted, not declarative. The job has never been built: create one run"
                        + " without the parameter");
        assertThat(builds("main")).containsExactly(0);
        assertThat(scenario.awaitEnd(run("web-2", "main", "branch")).getStatus().phase())
                .isEqualTo("Succeeded");
        assertThat(log(scenario.awaitEnd(run("web-3", "main", "branch", MOON)))).contains("hello moon");
    }

    @Test
    void theMessageOfARunOfAPipelineWithoutBuildsHasTheCure() {
        scenario.createPipeline("plain", DECLARES_PARAMETER);

        PipelineRun refused = scenario.awaitEnd(scenario.createRun("plain-1", "plain", MOON));

        assertThat(scenario.awaitReason(refused, "Succeeded", "InvalidParameter"))
                .endsWith("it is scripted, not declarative. The job has never been built: create one run without the"
                        + " parameter, or declare the parameter in spec.pipeline.parameters");
        scenario.awaitEnd(scenario.createRun("plain-2", "plain"));
        assertThat(scenario.log(scenario.awaitEnd(scenario.createRun("plain-3", "plain", MOON))))
                .contains("hello moon");
    }

    @Test
    void anUndeclaredParameterIsRefusedAfterTheFirstBuild() {
        awaitFirstScan(pipeline("web"));

        PipelineRun run = scenario.awaitEnd(run("web-1", "main", "branch", new PipelineRunParameter("PATH", "/tmp")));

        assertThat(scenario.awaitReason(run, "Succeeded", "InvalidParameter"))
                .endsWith("job " + scenario.namespace
                        + "/web (main) has no parameter \"PATH\"; its parameters are WHO; remove \"PATH\" from"
                        + " the run, or declare it in the job");
        assertThat(builds("main")).containsExactly(1);
    }

    private String log(PipelineRun run) {
        return controller.http().getText(JenkinsHttpClient.urlPath(scenario.job(run)) + number(run) + "/consoleText");
    }
}
