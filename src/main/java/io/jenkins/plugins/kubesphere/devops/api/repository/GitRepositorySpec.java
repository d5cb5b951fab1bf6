package io.jenkins.plugins.kubesphere.devops.api.repository;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * The address and the credential of a repository. Every part except the list may be null.
 *
 * @param provider github, gitlab, bitbucket, git, or another word
 * @param server URL of the server
 * @param url URL of the repository
 * @param owner owner of the repository on the server
 * @param repo name of the repository on the server
 * @param secret credential Secret for the repository
 * @param webhooks webhooks of the repository, never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GitRepositorySpec(
        String provider,
        String server,
        String url,
        String owner,
        String repo,
        SecretRef secret,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<WebhookRef> webhooks) {

    /** The spec of an object without a spec. */
    public static final GitRepositorySpec EMPTY = new GitRepositorySpec(null, null, null, null, null, null, null);

    public GitRepositorySpec {
        webhooks = NullSafeCopies.copyOf(webhooks);
    }
}
