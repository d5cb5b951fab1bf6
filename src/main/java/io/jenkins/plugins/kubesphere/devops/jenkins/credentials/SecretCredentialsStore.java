package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.CredentialsStoreAction;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.ModelObject;
import hudson.security.Permission;
import java.util.List;
import org.springframework.security.core.Authentication;

/**
 * Shows id, type and description of a project's credentials on the folder's page, to everybody who may view the
 * credentials of the folder. Nobody can change them here, because the Secrets are in Kubernetes.
 */
final class SecretCredentialsStore extends CredentialsStore {
    private final AbstractFolder<?> folder;
    private final ProjectFolder project;
    private final CredentialsStoreAction action = new StoreAction(this);

    SecretCredentialsStore(AbstractFolder<?> folder, ProjectFolder project) {
        super(SecretCredentialsProvider.class);
        this.folder = folder;
        this.project = project;
    }

    @Override
    public ModelObject getContext() {
        return folder;
    }

    /**
     * Grants only VIEW, so that Jenkins shows the form with the content of a credential to nobody, not even to
     * administrators.
     */
    @Override
    public boolean hasPermission2(Authentication authentication, Permission permission) {
        return CredentialsProvider.VIEW.equals(permission)
                && folder.getACL().hasPermission2(authentication, permission);
    }

    @Override
    public List<Credentials> getCredentials(Domain domain) {
        return domain.isGlobal() ? List.copyOf(ProjectCredentialsRegistry.get().credentials(project)) : List.of();
    }

    @Override
    public boolean addCredentials(Domain domain, Credentials credentials) {
        return false;
    }

    @Override
    public boolean removeCredentials(Domain domain, Credentials credentials) {
        return false;
    }

    @Override
    public boolean updateCredentials(Domain domain, Credentials current, Credentials replacement) {
        return false;
    }

    @Override
    public String getDisplayName() {
        return Messages.SecretCredentialsProvider_DisplayName();
    }

    @Override
    public CredentialsStoreAction getStoreAction() {
        return action;
    }

    /** Does nothing, because the credentials are in memory only. The default would save the folder. */
    @Override
    public void save() {
        // nothing to save
    }

    /** The page of the store. */
    static final class StoreAction extends CredentialsStoreAction {
        private final SecretCredentialsStore store;

        StoreAction(SecretCredentialsStore store) {
            this.store = store;
        }

        @Override
        public CredentialsStore getStore() {
            return store;
        }

        @Override
        public String getUrlName() {
            return "secrets";
        }
    }
}
