package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;

/**
 * Names a file in lists and menus by its id, which is the name of its Secret. Jenkins names a file by its file name,
 * and each kubeconfig is called {@code kubeconfig}.
 */
public final class SecretFileNameProvider extends CredentialsNameProvider<SecretBackedFile> {
    @Override
    public String getName(SecretBackedFile file) {
        String description = file.getDescription();
        return description == null || description.isBlank() ? file.getId() : file.getId() + " (" + description + ")";
    }
}
