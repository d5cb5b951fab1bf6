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
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.Certificate;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.Kubeconfig;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.PemCertificate;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SecretFile;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SecretText;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SshKey;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.UsernamePassword;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** Creates credentials of Jenkins from the values of Secrets, with the constructors that the forms of Jenkins use. */
final class SecretBackedCredentialsFactory
        implements Credential.Visitor<StandardCredentials, Descriptor.FormException> {
    private static final CredentialsScope SCOPE = CredentialsScope.GLOBAL;
    private static final String KUBECONFIG_FILE = "kubeconfig";

    private final CredentialName name;

    private SecretBackedCredentialsFactory(CredentialName name) {
        this.name = name;
    }

    /**
     * Creates a credential of Jenkins.
     *
     * @throws CredentialRefusalException if Jenkins cannot create the credential. The message does not name the Secret,
     *     because the caller adds its name
     */
    static StandardCredentials create(CredentialName name, Credential credential) {
        try {
            return credential.accept(new SecretBackedCredentialsFactory(name));
        } catch (IllegalArgumentException | Descriptor.FormException e) {
            throw new CredentialRefusalException("Jenkins cannot create a credential from the Secret ("
                    + e.getClass().getSimpleName()
                    + "): check that key, certificate and password belong together, and that Jenkins supports their"
                    + " formats");
        }
    }

    @Override
    public StandardCredentials usernamePassword(UsernamePassword login) throws Descriptor.FormException {
        return new SecretBackedUsernamePassword(
                name,
                new UsernamePasswordCredentialsImpl(
                        SCOPE,
                        name.id(),
                        login.description(),
                        login.username(),
                        requireUnencrypted("password", login.password())));
    }

    @Override
    public StandardCredentials sshKey(SshKey key) {
        return new SecretBackedSshKey(
                name,
                new BasicSSHUserPrivateKey(
                        SCOPE,
                        name.id(),
                        key.username(),
                        new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(
                                requireUnencrypted("private key", key.privateKey())),
                        requireUnencrypted("passphrase", key.passphrase()),
                        key.description()));
    }

    @Override
    public StandardCredentials secretText(SecretText text) {
        return new SecretBackedText(
                name,
                new StringCredentialsImpl(
                        SCOPE,
                        name.id(),
                        text.description(),
                        Secret.fromString(requireUnencrypted("text", text.text()))));
    }

    @Override
    public StandardCredentials secretFile(SecretFile file) {
        return new SecretBackedFile(
                name, file(file.description(), file.fileName(), file.content().bytes()));
    }

    @Override
    public StandardCredentials kubeconfig(Kubeconfig kubeconfig) {
        byte[] content = kubeconfig.content().text().getBytes(StandardCharsets.UTF_8);
        return new SecretBackedKubeconfig(
                name,
                file(kubeconfig.description(), KUBECONFIG_FILE, content),
                Secret.fromString(requireUnencrypted("kubeconfig", kubeconfig.content())));
    }

    private FileCredentialsImpl file(String description, String fileName, byte[] content) {
        return new FileCredentialsImpl(SCOPE, name.id(), description, fileName, SecretBytes.fromRawBytes(content));
    }

    @Override
    @SuppressWarnings("deprecation") // The other constructor needs a file that was uploaded with a form.
    public StandardCredentials certificate(Certificate certificate) {
        return certificate(
                certificate.description(),
                requireUnencrypted("password", certificate.password()),
                new CertificateCredentialsImpl.UploadedKeyStoreSource(
                        SecretBytes.fromRawBytes(certificate.keyStore().bytes())));
    }

    @Override
    public StandardCredentials pemCertificate(PemCertificate pem) {
        return certificate(
                pem.description(),
                "",
                new CertificateCredentialsImpl.PEMEntryKeyStoreSource(
                        requireUnencrypted("certificate", pem.chain()),
                        requireUnencrypted("private key", pem.privateKey())));
    }

    private StandardCredentials certificate(
            String description, String password, CertificateCredentialsImpl.KeyStoreSource source) {
        return new SecretBackedCertificate(
                name, new CertificateCredentialsImpl(SCOPE, name.id(), description, password, source));
    }

    /**
     * Returns the text if the Jenkins class {@link Secret} does not change it. That class decrypts a text that Jenkins
     * has encrypted before. Without this check, a person who finds an encrypted text, for example in a config.xml,
     * could put it into a Kubernetes Secret and read the plain text in a build.
     *
     * @throws CredentialRefusalException if Jenkins would decrypt the text
     */
    private static String requireUnencrypted(String what, SensitiveText sensitive) {
        String text = sensitive.text();
        boolean unchanged;
        try {
            unchanged = Secret.fromString(text).getPlainText().equals(text);
        } catch (RuntimeException e) {
            unchanged = false;
        }
        if (!unchanged) {
            throw new CredentialRefusalException("the " + what
                    + " looks like a text that Jenkins has encrypted, and Jenkins would decrypt it; give the plain"
                    + " text");
        }
        return text;
    }
}
