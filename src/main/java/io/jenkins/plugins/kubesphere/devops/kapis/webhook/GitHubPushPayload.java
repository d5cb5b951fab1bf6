package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.PushEvent.PushedRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A push of GitHub, Gitea or Gogs.
 *
 * @param after the new commit
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record GitHubPushPayload(String ref, String after, boolean deleted, Repository repository) implements PushPayload {
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Repository(
            @JsonProperty("html_url") String htmlUrl,
            @JsonProperty("clone_url") String cloneUrl,
            @JsonProperty("ssh_url") String sshUrl) {}

    @Override
    public Optional<PushEvent> toEvent() {
        return ref == null || repository == null
                ? Optional.empty()
                : PushEvent.of(
                        Stream.of(repository.htmlUrl(), repository.cloneUrl(), repository.sshUrl()),
                        List.of(new PushedRef(ref, deleted || CommitHash.isNone(after))));
    }
}
