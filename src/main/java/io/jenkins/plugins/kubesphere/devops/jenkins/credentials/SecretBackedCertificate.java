package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.impl.CertificateCredentialsImpl;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import java.security.KeyStore;

/** A certificate whose value comes from a Kubernetes Secret, for {@code certificate(…)} in a Jenkinsfile. */
final class SecretBackedCertificate extends SecretBackedCredentials<CertificateCredentialsImpl>
        implements StandardCertificateCredentials {
    private static final long serialVersionUID = 1L;

    SecretBackedCertificate(CredentialName name, CertificateCredentialsImpl delegate) {
        super(name, delegate);
    }

    @Override
    public KeyStore getKeyStore() {
        return delegate().getKeyStore();
    }

    @Override
    public Secret getPassword() {
        return delegate().getPassword();
    }
}
