package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.Extension;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import hudson.security.ACL;
import java.util.List;
import org.springframework.security.core.Authentication;

/**
 * Provides the credentials of a project in its folder and below. Only lookups of the user SYSTEM find them: builds,
 * scans, and forms in which a person who may configure the item selects a credential. Lookups outside the folder, or
 * without an item group, do not find them. All credentials are valid for every domain.
 *
 * <p>Jenkins asks this provider before the folders' own stores, because ks-devops wrote a copy of each Secret into the
 * folders' stores, and these copies are not updated any more.
 */
@Extension(ordinal = 100)
public final class SecretCredentialsProvider extends CredentialsProvider {
    @Override
    public String getDisplayName() {
        return Messages.SecretCredentialsProvider_DisplayName();
    }

    /**
     * Returns the icon of the store. Jenkins calls each store of a folder like the folder; only the icon and its
     * tooltip show which one has the Secrets.
     */
    @Override
    public String getIconClassName() {
        return "symbol-lock-closed";
    }

    @Override
    @SuppressWarnings("rawtypes") // The overridden method is declared with a raw type.
    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type, ItemGroup itemGroup, Authentication authentication, List<DomainRequirement> requirements) {
        if (!ACL.SYSTEM2.equals(authentication)) {
            return List.of();
        }
        return ProjectFolder.findEnclosing(itemGroup)
                .map(folder -> ProjectCredentialsRegistry.get().awaitCredentials(folder).stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public CredentialsStore getStore(ModelObject object) {
        return object instanceof AbstractFolder<?> folder
                ? ProjectFolder.find(folder)
                        .map(project -> new SecretCredentialsStore(folder, project))
                        .orElse(null)
                : null;
    }
}
