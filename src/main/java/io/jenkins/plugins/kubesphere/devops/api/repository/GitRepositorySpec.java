package io.jenkins.plugins.kubesphere.devops.api.repository;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.LenientDecoding;
import java.util.List;

/**
 * Where a repository is. Every part but the list may be null.
 *
 * @param provider github, gitlab, bitbucket, git, or any other word
 * @param server URL of the server
 * @param url URL of the repository
 * @param owner who owns it on the server
 * @param repo its name there
 * @param secret credential Secret for it
 * @param webhooks webhooks of it, never null
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

    /** The spec of an object that has none. */
    public static final GitRepositorySpec EMPTY = new GitRepositorySpec(null, null, null, null, null, null, null);

    public GitRepositorySpec {
        webhooks = LenientDecoding.list(webhooks);
    }
}
