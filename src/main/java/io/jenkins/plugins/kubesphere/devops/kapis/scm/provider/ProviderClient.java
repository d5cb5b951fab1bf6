package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import java.util.List;

/**
 * Reads from the API of one provider, with the rights of one token. Each method throws a {@link ProviderException} if the
 * provider refuses.
 */
public interface ProviderClient extends RepositoryBrowser {
    /** The organizations that the token may see; groups, workspaces or projects with other providers. */
    List<Organization> organizations(Page page);

    /** The user of the token, as an organization. */
    Organization user();

    /**
     * The repositories of an organization, or of the user of the token.
     *
     * @param organization its name as {@link #organizations} and {@link #user} give it
     */
    List<Repository> repositories(String organization, Page page);
}
