package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests the message of a run if Jenkins could not start its Jenkinsfile. The engine contract tests other failures. */
@WithJenkins
class BuildFailureDescriberTest {

    @Test
    void theMessageHasTheCompilerError(JenkinsRule jenkins) throws Exception {
        assertThat(causeOf(jenkins, "node {\n  echo 'unfinished\n}\n")).contains("does not compile: line 2: ");
    }

    @Test
    void theMessageHasTheInvalidDeclaration(JenkinsRule jenkins) throws Exception {
        assertThat(causeOf(jenkins, "pipeline {\n  agent any\n  stages { }\n}\n"))
                .contains("does not compile: line 3: No stages specified");
    }

    @Test
    void theMessageNamesTheMissingJenkinsfile(JenkinsRule jenkins) throws Exception {
        assertThat(causeOf(jenkins, null)).isEqualTo("ERROR: No flow definition, cannot run");
    }

    private static String causeOf(JenkinsRule jenkins, String jenkinsfile) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        if (jenkinsfile != null) {
            job.setDefinition(new CpsFlowDefinition(jenkinsfile, true));
        }
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        return BuildFailureDescriber.describe(build, SecretMask.URLS_ONLY);
    }
}
