package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import org.junit.jupiter.api.Test;

/**
 * Tests that the parameters in the Jenkinsfile of a branch are known after the scan, before the first build. Jenkins
 * builds no branch by itself when it is found.
 */
class BranchParametersIT extends RepositoryTestCase {

    @Test
    void theFirstRunOfABranchHasTheParameterOfItsJenkinsfile() {
        git.commit("main", "Jenkinsfile", declaring("WHO"));
        awaitFirstScan(pipelineWithoutFirstBuilds());

        PipelineRun run = scenario.awaitEnd(run("web-1", "main", "branch", new PipelineRunParameter("WHO", "moon")));

        assertThat(run.getStatus().phase()).as("%s", run.getStatus()).isEqualTo("Succeeded");
        assertThat(number(run)).isEqualTo(1);
        assertThat(log(run)).contains("env <moon>", "params <moon>");
    }

    @Test
    void consolesSeeTheParametersOfABranchThatWasNeverBuilt() {
        git.commit("main", "Jenkinsfile", declaring("WHO"));
        Pipeline web = pipelineWithoutFirstBuilds();

        awaitBranches(web, "\"WHO\"");

        assertThat(builds("main")).containsExactly(0);
    }

    @Test
    void aScanOfAChangedJenkinsfileChangesTheParameters() {
        git.commit("main", "Jenkinsfile", declaring("FIRST"));
        Pipeline web = awaitFirstScan(pipelineWithoutFirstBuilds());
        scenario.awaitEnd(run("web-1", "main", "branch", new PipelineRunParameter("FIRST", "1")));

        git.commit("main", "Jenkinsfile", declaring("SECOND"));
        scan("web");
        awaitBranches(web, "\"SECOND\"");
        PipelineRun old = scenario.awaitEnd(run("web-2", "main", "branch", new PipelineRunParameter("FIRST", "2")));
        PipelineRun changed =
                scenario.awaitEnd(run("web-3", "main", "branch", new PipelineRunParameter("SECOND", "3")));

        assertThat(scenario.awaitReason(old, "Succeeded", "InvalidParameter"))
                .contains("has no parameter \"FIRST\"; its parameters are SECOND;");
        assertThat(changed.getStatus().phase()).as("%s", changed.getStatus()).isEqualTo("Succeeded");
        assertThat(log(changed)).contains("env <3>", "params <3>");
    }

    private Pipeline pipelineWithoutFirstBuilds() {
        return scenario.apply(
                Pipeline.class,
                yaml("web")
                        .replace(
                                "namespace: NAMESPACE",
                                "namespace: NAMESPACE, annotations: {devops.kubesphere.io/build-new-branches: \"false\"}"));
    }

    private void awaitBranches(Pipeline pipeline, String text) {
        scenario.await(pipeline, found -> found.getMetadata()
                .getAnnotations()
                .getOrDefault(PipelineAnnotations.BRANCHES, "")
                .contains(text));
    }

    private static String declaring(String parameter) {
        return "pipeline { agent any; parameters { string(name: '%1$s', defaultValue: 'none') }; stages { stage('Print') {"
                        .formatted(parameter)
                + " steps { sh 'echo \"env <$%1$s>\"'; echo \"params <${params.%1$s}>\" } } } }".formatted(parameter);
    }

    private String log(PipelineRun run) {
        return controller.http().getText(JenkinsHttpClient.urlPath(scenario.job(run)) + number(run) + "/consoleText");
    }
}
