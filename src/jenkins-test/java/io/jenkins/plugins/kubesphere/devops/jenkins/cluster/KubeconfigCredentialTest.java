package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import java.nio.file.Path;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests which credentials a kubeconfig may come from. */
@WithJenkins
class KubeconfigCredentialTest {
    private static final String KUBECONFIG = """
            current-context: main
            contexts: [{name: main, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://k8s.example.com:6443"}}]
            users: [{name: u, user: {token: s3cret}}]
            """;

    @Test
    void aCredentialWithTheScopeSystemIsUsed(JenkinsRule jenkins) throws SessionNotReadyException {
        add(CredentialsScope.SYSTEM, KUBECONFIG);

        assertThat(new KubeconfigCredential("production").settings().getAutoOAuthToken())
                .isEqualTo("s3cret");
        assertThat(check(jenkins).kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void aCredentialWithTheScopeGlobalIsRefused(JenkinsRule jenkins) {
        add(CredentialsScope.GLOBAL, KUBECONFIG);
        String message =
                "the credential \"production\" does not have the scope System, so each Pipeline in Jenkins could"
                        + " read it; set its scope to \"System (Jenkins and nodes only)\", and renew the token in it if Pipelines"
                        + " of others could run";

        assertThatThrownBy(() -> new KubeconfigCredential("production").settings())
                .isInstanceOf(SessionNotReadyException.class)
                .hasMessage(message);
        assertThat(check(jenkins).getMessage()).contains("does not have the scope System");
        assertThat(descriptor(jenkins)
                        .doTestConnection("production", "", true, true, "", "")
                        .getMessage())
                .contains("does not have the scope System");
        assertThat(descriptor(jenkins).doFillCredentialsIdItems("")).hasSize(1);
        assertThat(descriptor(jenkins).doFillCredentialsIdItems("production"))
                .as("nothing, and the selected one, so that its check is shown")
                .hasSize(2);
    }

    @Test
    void aKubeconfigWithAProgramIsRefused(JenkinsRule jenkins, @TempDir Path folder) {
        Path created = folder.resolve("created");
        add(
                CredentialsScope.SYSTEM,
                KUBECONFIG.replace(
                        "{token: s3cret}",
                        "{exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: [\"" + created
                                + "\"]}}"));

        assertThat(check(jenkins).getMessage()).contains("has the field users[0].user.exec");
        assertThat(created).doesNotExist();
    }

    @Test
    void theFormSaysThatTheCertificateIsNotChecked(JenkinsRule jenkins) {
        add(CredentialsScope.SYSTEM, KUBECONFIG.replace("{server:", "{insecure-skip-tls-verify: true, server:"));

        assertThat(check(jenkins).getMessage()).contains("insecure-skip-tls-verify");
    }

    private static void add(CredentialsScope scope, String kubeconfig) {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(scope, "production", "", Secret.fromString(kubeconfig)));
    }

    private static KubeconfigCredential.DescriptorImpl descriptor(JenkinsRule jenkins) {
        return jenkins.jenkins.getDescriptorByType(KubeconfigCredential.DescriptorImpl.class);
    }

    private static FormValidation check(JenkinsRule jenkins) {
        return descriptor(jenkins).doCheckCredentialsId("production");
    }
}
