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
 * Shows the credentials of a project on its folder's page to whoever may view those of the folder: id, type and description.
 * Nothing can be changed here, by nobody: the Secrets are in Kubernetes.
 */
final class SecretCredentialsStore extends CredentialsStore {
    private final AbstractFolder<?> folder;
    private final ProjectFolder project;
    private final CredentialsStoreAction action = new Page(this);

    SecretCredentialsStore(AbstractFolder<?> folder, ProjectFolder project) {
        super(SecretCredentialsProvider.class);
        this.folder = folder;
        this.project = project;
    }

    @Override
    public ModelObject getContext() {
        return folder;
    }

    /** Even an administrator is not offered a form that shows what a credential holds. */
    @Override
    public boolean hasPermission2(Authentication authentication, Permission permission) {
        return CredentialsProvider.VIEW.equals(permission)
                && folder.getACL().hasPermission2(authentication, permission);
    }

    @Override
    public List<Credentials> getCredentials(Domain domain) {
        return domain.isGlobal() ? List.copyOf(ProjectCredentialsRegistry.get().of(project)) : List.of();
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

    /** There is nothing to save; the default saves the folder. */
    @Override
    public void save() {
        // in memory only
    }

    /** The page of the store. */
    static final class Page extends CredentialsStoreAction {
        private final SecretCredentialsStore store;

        Page(SecretCredentialsStore store) {
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
