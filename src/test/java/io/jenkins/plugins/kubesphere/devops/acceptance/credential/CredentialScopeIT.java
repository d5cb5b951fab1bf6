package io.jenkins.plugins.kubesphere.devops.acceptance.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.CredentialsTestCase;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that a credential is available only in its own project. With SECURITY-3022 of kubernetes-credentials-provider,
 * everybody who knew an id could use the credential.
 */
class CredentialScopeIT extends CredentialsTestCase {
    private static final String MISSING = "Could not find credentials entry with ID 'token'";

    private AcceptanceTestProject otherProject;

    @BeforeEach
    void createSecretAndAnotherProject() {
        otherProject = AcceptanceTestProject.start(target);
        createText("token", TOKEN);
    }

    @AfterEach
    void deleteOtherProject() {
        if (otherProject != null) {
            otherProject.close();
        }
    }

    @Test
    void aBuildOfAnotherProjectDoesNotGetTheCredential() {
        runSuccessfully(scenario, "own", bindText("'token'"));
        assertThat(runWithFailure(otherProject, "explicit", bindText("'token'")))
                .contains(MISSING);
        otherProject.createPipeline("parameter", bindText("params.ID"), "ID");
        PipelineRun run = otherProject.awaitEnd(
                otherProject.createRun("parameter-1", "parameter", new PipelineRunParameter("ID", "token")));
        assertThat(otherProject.log(run)).contains(MISSING);
        assertThat(runWithFailure(otherProject, "expression", bindText("'${ID}'")))
                .contains("Could not find credentials entry");
    }

    @Test
    void otherItemsAndUsersDoNotHaveTheCredential() {
        scenario.createPipeline("own", AcceptanceTestProject.SUCCEEDS);
        otherProject.createPipeline("beside", AcceptanceTestProject.SUCCEEDS);
        JenkinsHttpClient http = controller.http();
        http.post("createItem", Map.of("name", "copied", "mode", "copy", "from", scenario.namespace));
        http.post("createItem", Map.of("name", "by-hand", "mode", "com.cloudbees.hudson.plugins.folder.Folder"));
        try {
            assertThat(http.runScript("""
                            import com.cloudbees.plugins.credentials.*
                            import com.cloudbees.plugins.credentials.common.*
                            def find = { group, who ->
                              CredentialsProvider.lookupCredentialsInItemGroup(StandardCredentials, group, who).count { it.id == 'token' }
                            }
                            def item = { name, who ->
                              CredentialsProvider.lookupCredentialsInItem(StandardCredentials, name, who).count { it.id == 'token' }
                            }
                            def jenkins = jenkins.model.Jenkins.get()
                            def system = hudson.security.ACL.SYSTEM2
                            def ours = jenkins.getItem('OURS')
                            def other = jenkins.getItem('OTHER')
                            println 'folder ' + find(ours, system)
                            println 'job ' + item(jenkins.getItemByFullName('OURS/own'), system)
                            println 'anonymous ' + find(ours, jenkins.ANONYMOUS2)
                            println 'root ' + find(jenkins, system)
                            println 'no group ' + find(null, system)
                            println 'no item ' + item(null, system)
                            println 'beside ' + find(other, system)
                            println 'job beside ' + item(jenkins.getItemByFullName('OTHER/beside'), system)
                            println 'copy ' + find(jenkins.getItem('copied'), system)
                            println 'by hand ' + find(jenkins.getItem('by-hand'), system)
                            """.replace("OURS", scenario.namespace).replace("OTHER", otherProject.namespace)))
                    .contains("folder 1", "job 1")
                    .contains("anonymous 0", "root 0", "no group 0", "no item 0", "beside 0", "job beside 0")
                    .contains("copy 0", "by hand 0");
        } finally {
            http.post("job/copied/doDelete", Map.of());
            http.post("job/by-hand/doDelete", Map.of());
        }
    }

    @Test
    void aFormOfAnotherProjectDoesNotOfferTheCredential() {
        scenario.createPipeline("own", AcceptanceTestProject.SUCCEEDS);
        otherProject.createPipeline("beside", AcceptanceTestProject.SUCCEEDS);
        String choices = "descriptorByName/org.jenkinsci.plugins.credentialsbinding.impl.StringBinding/"
                + "fillCredentialsIdItems";
        JenkinsHttpClient http = controller.http();
        assertThat(http.post(JenkinsHttpClient.urlPath(scenario.job("own")) + choices, Map.of()))
                .contains("\"token\"");
        assertThat(http.post(JenkinsHttpClient.urlPath(otherProject.job("beside")) + choices, Map.of()))
                .doesNotContain("\"token\"");
    }
}
