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
 * Gives a project's credentials to whatever asks for them in its folder or below, as the system: builds, scans, and forms in
 * which a person who may configure the item chooses one. To nobody else, and nowhere else: not above, not beside, not where no
 * group is given. All of them are for any domain.
 *
 * <p>Asked before the folders' own: ks-devops wrote a copy of each Secret there, which nobody keeps up to date.
 */
@Extension(ordinal = 100)
public final class SecretCredentialsProvider extends CredentialsProvider {
    @Override
    public String getDisplayName() {
        return Messages.SecretCredentialsProvider_DisplayName();
    }

    @Override
    @SuppressWarnings("rawtypes") // as it is declared
    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type, ItemGroup itemGroup, Authentication authentication, List<DomainRequirement> requirements) {
        if (!ACL.SYSTEM2.equals(authentication)) {
            return List.of();
        }
        return ProjectFolder.around(itemGroup)
                .map(folder -> ProjectCredentialsRegistry.get().awaitOf(folder).stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public CredentialsStore getStore(ModelObject object) {
        return object instanceof AbstractFolder<?> folder
                ? ProjectFolder.of(folder)
                        .map(project -> new SecretCredentialsStore(folder, project))
                        .orElse(null)
                : null;
    }
}
