package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Descriptor;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.InCluster;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.KubeconfigCredential;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.KubeconfigFile;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests that only administrators may request the checks of the configuration page, and only with POST. */
@WithJenkins
class ConfigurationPermissionsTest {
    /** This file does not exist. The answer says so only to a user with access. */
    private static final String FILE = "path=/no/such/kubeconfig&value=/no/such/kubeconfig";

    private static final String CREDENTIAL = "credentialsId=chosen&value=chosen";
    private JenkinsRule jenkins;

    @BeforeEach
    void secure(JenkinsRule rule) throws IOException {
        jenkins = rule;
        Jenkins.MANAGE.setEnabled(true);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.MANAGE)
                .everywhere()
                .to("manager")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader"));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.SYSTEM, "production", "of the cluster", Secret.fromString("s3cret")));
        SystemCredentialsProvider.getInstance().save();
    }

    @AfterEach
    void reset() {
        Jenkins.MANAGE.setEnabled(false);
    }

    @Test
    void administratorsGetAnAnswer() throws Exception {
        for (String url : urls()) {
            assertThat(call("admin", HttpMethod.POST, url).getStatusCode())
                    .as(url)
                    .isEqualTo(HttpURLConnection.HTTP_OK);
        }
        assertThat(call("admin", HttpMethod.POST, dropdown()).getContentAsString())
                .contains("production")
                .doesNotContain("s3cret");
    }

    @Test
    void otherUsersAreRefused() throws Exception {
        for (String user : List.of("manager", "reader")) {
            for (String url : urls()) {
                WebResponse response = call(user, HttpMethod.POST, url);
                assertThat(response.getStatusCode()).as(user + " " + url).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
                assertThat(response.getContentAsString())
                        .as(user + " " + url)
                        .doesNotContain("not a readable file", "there is no secret", "mount one");
            }
        }
    }

    @Test
    void onlyPostIsAccepted() throws Exception {
        for (String url : urls()) {
            assertThat(call("admin", HttpMethod.GET, url).getStatusCode())
                    .as(url)
                    .isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
        }
        assertThat(call("admin", HttpMethod.GET, dropdown()).getContentAsString())
                .doesNotContain("production");
    }

    @Test
    void credentialsAreListedToAdministratorsOnly() throws Exception {
        for (String user : List.of("manager", "reader")) {
            WebResponse response = call(user, HttpMethod.POST, dropdown());
            assertThat(response.getStatusCode()).isEqualTo(HttpURLConnection.HTTP_OK);
            assertThat(response.getContentAsString()).contains("chosen").doesNotContain("production");
        }
    }

    @Test
    void aManagerCannotReadOrChangeTheConfiguration() throws Exception {
        DevOpsConfiguration.get().setNamespaces(List.of("team-a"));
        JenkinsRule.WebClient manager = jenkins.createWebClient().withBasicApiToken("manager");
        var page = manager.goTo("manage/configure");
        assertThat(page.asNormalizedText()).doesNotContain("KubeSphere DevOps", "team-a");
        jenkins.submit(page.getFormByName("config"));
        assertThat(DevOpsConfiguration.get().getNamespaces()).containsExactly("team-a");
    }

    private static String url(Class<? extends Descriptor<?>> descriptor, String method, String query) {
        Descriptor<?> found = Jenkins.get().getDescriptorByType(descriptor.asSubclass(Descriptor.class));
        return found.getDescriptorUrl() + "/" + method + "?" + query;
    }

    private static List<String> urls() {
        return List.of(
                url(DevOpsConfiguration.class, "checkNamespacesText", "value=a"),
                url(DevOpsConfiguration.class, "checkSystemNamespace", "value=a"),
                url(DevOpsConfiguration.class, "checkSweepMinutes", "value=5"),
                url(DevOpsConfiguration.class, "checkMaxUnfinishedRuns", "value=5"),
                url(DevOpsConfiguration.class, "checkRunsToKeep", "value=5"),
                url(DevOpsConfiguration.class, "checkDaysToKeepRuns", "value=5"),
                url(InCluster.DescriptorImpl.class, "testConnection", "systemNamespace=ci"),
                url(KubeconfigFile.DescriptorImpl.class, "checkPath", FILE),
                url(KubeconfigFile.DescriptorImpl.class, "testConnection", FILE),
                url(KubeconfigCredential.DescriptorImpl.class, "checkCredentialsId", CREDENTIAL),
                url(KubeconfigCredential.DescriptorImpl.class, "testConnection", CREDENTIAL));
    }

    private static String dropdown() {
        return url(KubeconfigCredential.DescriptorImpl.class, "fillCredentialsIdItems", "credentialsId=chosen");
    }

    private WebResponse call(String user, HttpMethod method, String url) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withBasicApiToken(user);
        client.setThrowExceptionOnFailingStatusCode(false);
        String path = url.startsWith("/") ? url.substring(1) : url;
        return client.getPage(new WebRequest(client.createCrumbedUrl(path), method))
                .getWebResponse();
    }
}
