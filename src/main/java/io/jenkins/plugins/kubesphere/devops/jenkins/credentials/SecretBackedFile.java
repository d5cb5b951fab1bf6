package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.plugins.credentials.NameWith;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import java.io.IOException;
import java.io.InputStream;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;

/**
 * A secret file whose value comes from a Kubernetes Secret, for {@code file(…)} in a Jenkinsfile. Not final: a
 * kubeconfig is a file, too.
 */
@NameWith(value = SecretFileNameProvider.class, priority = 100)
class SecretBackedFile extends SecretBackedCredentials<FileCredentialsImpl> implements FileCredentials {
    private static final long serialVersionUID = 1L;

    SecretBackedFile(CredentialName name, FileCredentialsImpl delegate) {
        super(name, delegate);
    }

    @Override
    public final String getFileName() {
        return delegate().getFileName();
    }

    @Override
    public final InputStream getContent() throws IOException {
        return delegate().getContent();
    }
}
