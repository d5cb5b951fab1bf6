package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.impl.CertificateCredentialsImpl;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** Creates credentials of Jenkins from the values of Secrets, with the constructors that the forms of Jenkins use. */
final class SecretBackedCredentialsFactory {
    private static final CredentialsScope SCOPE = CredentialsScope.GLOBAL;
    private static final String KUBECONFIG_FILE = "kubeconfig";

    private SecretBackedCredentialsFactory() {}

    /**
     * @throws CredentialRefusalException if Jenkins cannot create the credential; the message does not name the Secret
     */
    static StandardCredentials of(CredentialName name, Credential credential) {
        try {
            return make(name, credential);
        } catch (IllegalArgumentException | Descriptor.FormException e) {
            throw new CredentialRefusalException("Jenkins cannot create a credential from it ("
                    + e.getClass().getSimpleName()
                    + "): check that key, certificate and password belong together, and that Jenkins supports their"
                    + " formats");
        }
    }

    private static StandardCredentials make(CredentialName name, Credential credential)
            throws Descriptor.FormException {
        String description = credential.description();
        if (credential instanceof Credential.UsernamePassword login) {
            return new SecretBackedUsernamePassword(
                    name,
                    new UsernamePasswordCredentialsImpl(
                            SCOPE,
                            name.id(),
                            description,
                            login.username(),
                            requireUnencrypted("password", login.password())));
        }
        if (credential instanceof Credential.SshKey key) {
            return new SecretBackedSshKey(
                    name,
                    new BasicSSHUserPrivateKey(
                            SCOPE,
                            name.id(),
                            key.username(),
                            new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(
                                    requireUnencrypted("private key", key.privateKey())),
                            requireUnencrypted("passphrase", key.passphrase()),
                            description));
        }
        if (credential instanceof Credential.SecretText text) {
            return new SecretBackedText(
                    name,
                    new StringCredentialsImpl(
                            SCOPE, name.id(), description, Secret.fromString(requireUnencrypted("text", text.text()))));
        }
        if (credential instanceof Credential.SecretFile file) {
            return new SecretBackedFile(
                    name,
                    new FileCredentialsImpl(
                            SCOPE,
                            name.id(),
                            description,
                            file.fileName(),
                            SecretBytes.fromRawBytes(file.content().bytes())));
        }
        if (credential instanceof Credential.Kubeconfig kubeconfig) {
            byte[] content = kubeconfig.content().text().getBytes(StandardCharsets.UTF_8);
            return new SecretBackedKubeconfig(
                    name,
                    new FileCredentialsImpl(
                            SCOPE, name.id(), description, KUBECONFIG_FILE, SecretBytes.fromRawBytes(content)),
                    Secret.fromString(requireUnencrypted("kubeconfig", kubeconfig.content())));
        }
        return new SecretBackedCertificate(name, certificate(name, credential));
    }

    @SuppressWarnings("deprecation") // The constructor that is not deprecated needs an uploaded file of a form.
    private static CertificateCredentialsImpl certificate(CredentialName name, Credential credential) {
        if (credential instanceof Credential.Certificate certificate) {
            return new CertificateCredentialsImpl(
                    SCOPE,
                    name.id(),
                    certificate.description(),
                    requireUnencrypted("password", certificate.password()),
                    new CertificateCredentialsImpl.UploadedKeyStoreSource(
                            SecretBytes.fromRawBytes(certificate.keyStore().bytes())));
        }
        Credential.PemCertificate pem = (Credential.PemCertificate) credential;
        return new CertificateCredentialsImpl(
                SCOPE,
                name.id(),
                pem.description(),
                "",
                new CertificateCredentialsImpl.PEMEntryKeyStoreSource(
                        requireUnencrypted("certificate", pem.chain()),
                        requireUnencrypted("private key", pem.privateKey())));
    }

    /**
     * Returns a text that {@link Secret} does not change. Jenkins decrypts a text that it has encrypted before. So a
     * person who finds an encrypted text, for example in the configuration of a job, could read it by putting it into a
     * Secret.
     *
     * @throws CredentialRefusalException if Jenkins would decrypt the text
     */
    private static String requireUnencrypted(String what, SensitiveText hidden) {
        String text = hidden.text();
        boolean unchanged;
        try {
            unchanged = Secret.fromString(text).getPlainText().equals(text);
        } catch (RuntimeException e) {
            unchanged = false;
        }
        if (!unchanged) {
            throw new CredentialRefusalException("the " + what
                    + " looks like one that Jenkins has encrypted, and would be decrypted; give it unencrypted");
        }
        return text;
    }
}
