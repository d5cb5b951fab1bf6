package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs of a job that was never built, with a parameter that only the Jenkinsfile declares. Jenkins learns the
 * parameters from the first build, and an undeclared parameter must not get into a build.
 */
class FirstBuildIT extends RepositoryTestCase {
    private static final String DECLARES_PARAMETER =
            "pipeline { agent any; parameters { string(name: 'WHO', defaultValue: 'world') };"
                    + " stages { stage('Greet') { steps { echo \"hello ${params.WHO}\" } } } }";

    private static final PipelineRunParameter MOON = new PipelineRunParameter("WHO", "moon");

    @BeforeEach
    void commitBranch() {
        git.commit("main", "Jenkinsfile", DECLARES_PARAMETER);
    }

    /** Jenkins builds the branches that it finds; the run comes while that build waits. */
    @Test
    void aRunWaitsForTheQueuedFirstBuild() {
        awaitFirstScan(pipeline("web"));

        PipelineRun run = loop.awaitOver(run("web-1", "main", "branch", MOON));

        assertThat(run.getStatus().phase()).as("%s", run.getStatus()).isEqualTo("Succeeded");
        assertThat(number(run)).isEqualTo(2);
        assertThat(log(run)).contains("hello moon");
    }

    @Test
    void theMessageOfARunOfABranchWithoutBuildsHasTheCure() {
        awaitFirstScan(
                loop.apply(
                        Pipeline.class,
                        yaml("web")
                                .replace(
                                        "namespace: NAMESPACE",
                                        "namespace: NAMESPACE, annotations: {devops.kubesphere.io/build-new-branches: \"false\"}")));

        PipelineRun refused = loop.awaitOver(run("web-1", "main", "branch", MOON));

        assertThat(loop.awaitReason(refused, "Succeeded", "InvalidParameter"))
                .isEqualTo("PipelineRun " + loop.namespace + "/web-1: parameter \"WHO\" is unknown to the job "
                        + loop.namespace
                        + "/web (main), which has none. Jenkins reads the parameters of a Jenkinsfile in the first build of"
                        + " the job, and the job was never built: run it once without the parameter");
        assertThat(builds("main")).containsExactly(0);
        assertThat(loop.awaitOver(run("web-2", "main", "branch")).getStatus().phase())
                .isEqualTo("Succeeded");
        assertThat(log(loop.awaitOver(run("web-3", "main", "branch", MOON)))).contains("hello moon");
    }

    @Test
    void theMessageOfARunOfAPipelineWithoutBuildsHasTheCure() {
        loop.pipeline("plain", DECLARES_PARAMETER);

        PipelineRun refused = loop.awaitOver(loop.run("plain-1", "plain", MOON));

        assertThat(loop.awaitReason(refused, "Succeeded", "InvalidParameter"))
                .endsWith("run it once without the parameter, or declare it in spec.pipeline.parameters");
        loop.awaitOver(loop.run("plain-2", "plain"));
        assertThat(loop.log(loop.awaitOver(loop.run("plain-3", "plain", MOON)))).contains("hello moon");
    }

    @Test
    void anUndeclaredParameterIsRefusedAfterTheFirstBuild() {
        awaitFirstScan(pipeline("web"));

        PipelineRun run = loop.awaitOver(run("web-1", "main", "branch", new PipelineRunParameter("PATH", "/tmp")));

        assertThat(loop.awaitReason(run, "Succeeded", "InvalidParameter"))
                .endsWith("parameter \"PATH\" is unknown to the job " + loop.namespace + "/web (main), which has WHO");
        assertThat(builds("main")).containsExactly(1);
    }

    private String log(PipelineRun run) {
        return controller.http().text(JenkinsController.path(loop.job(run)) + number(run) + "/consoleText");
    }
}
