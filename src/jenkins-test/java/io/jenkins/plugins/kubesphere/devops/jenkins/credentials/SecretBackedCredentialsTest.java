package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Items;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveBytes;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jenkins.security.MasterToSlaveCallable;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests which credentials are refused, and what Jenkins writes to disk and sends to an agent. */
@WithJenkins
class SecretBackedCredentialsTest extends ProjectCredentialsTestCase {
    /** Jenkins would decrypt the text for everybody who has found it. */
    @Test
    void aTextEncryptedByJenkinsIsRefusedAndTheOldCredentialRemoved() {
        String encrypted = Secret.fromString("of the administrator").getEncryptedValue();
        // Jenkins throws an exception for the second text.
        for (String odd : List.of(encrypted, "{AQ==}")) {
            assertThatThrownBy(() -> registry.put(TOKEN, "shop", text(odd)))
                    .isInstanceOf(CredentialRefusalException.class)
                    .hasMessage("the text looks like a text that Jenkins has encrypted, and Jenkins would decrypt it;"
                            + " give the plain text");
            assertThat(idsInGroup(demo)).isEmpty();
        }
    }

    @Test
    void aCertificateThatJenkinsCannotReadIsRefused() {
        assertThatThrownBy(() -> registry.put(
                        TOKEN,
                        "shop",
                        new Credential.PemCertificate("", new SensitiveText("no"), new SensitiveText("certificate"))))
                .isInstanceOf(CredentialRefusalException.class)
                .hasMessageContaining("check that key, certificate and password belong together");
    }

    @Test
    void onlyTheNameIsWrittenToDisk() throws Exception {
        registry.put(
                new CredentialName("demo", "login"),
                "shop",
                new Credential.UsernamePassword("", "alice", new SensitiveText(HIDDEN)));
        registry.put(
                new CredentialName("demo", "file"),
                "shop",
                new Credential.SecretFile("", "a.txt", new SensitiveBytes(HIDDEN.getBytes(StandardCharsets.UTF_8))));
        registry.put(
                new CredentialName("demo", "kube"), "shop", new Credential.Kubeconfig("", new SensitiveText(HIDDEN)));
        List<StandardCredentials> all =
                registry.credentials(ProjectFolder.find(demo).orElseThrow());
        assertThat(all).hasSize(4);
        for (StandardCredentials credential : all) {
            String xml = Items.XSTREAM2.toXML(credential);
            assertThat(xml)
                    .contains("<namespace>demo</namespace>", "<id>" + credential.getId() + "</id>")
                    .doesNotContain(HIDDEN, "alice", "{AQA");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(credential);
            }
            assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
                    .contains("demo")
                    .doesNotContain(HIDDEN);
        }
    }

    /** Git runs on the agent with a credential that the controller has looked up. */
    @Test
    void anAgentGetsACredentialOfJenkinsItself() throws Exception {
        registry.put(
                new CredentialName("demo", "login"),
                "shop",
                new Credential.UsernamePassword("", "alice", new SensitiveText(HIDDEN)));
        StandardUsernamePasswordCredentials login = CredentialsProvider.lookupCredentialsInItem(
                        StandardUsernamePasswordCredentials.class, job, ACL.SYSTEM2)
                .get(0);
        assertThat(jenkins.createOnlineSlave().getChannel().call(new CredentialReadOnAgent(login)))
                .isEqualTo("UsernamePasswordCredentialsImpl alice " + HIDDEN);
    }

    private static final class CredentialReadOnAgent extends MasterToSlaveCallable<String, RuntimeException> {
        private static final long serialVersionUID = 1L;

        private final StandardUsernamePasswordCredentials login;

        CredentialReadOnAgent(StandardUsernamePasswordCredentials login) {
            this.login = login;
        }

        @Override
        public String call() {
            return login.getClass().getSimpleName() + " " + login.getUsername() + " "
                    + login.getPassword().getPlainText();
        }
    }
}
