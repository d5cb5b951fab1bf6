package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.PushEvent.PushedRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A push of a branch or tag to GitLab.
 *
 * @param after the new commit
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record GitLabPushPayload(String ref, String after, Project project) implements PushPayload {
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Project(
            @JsonProperty("web_url") String webUrl,
            @JsonProperty("git_http_url") String httpUrl,
            @JsonProperty("git_ssh_url") String sshUrl) {}

    @Override
    public Optional<PushEvent> toEvent() {
        return ref == null || project == null
                ? Optional.empty()
                : PushEvent.of(
                        Stream.of(project.webUrl(), project.httpUrl(), project.sshUrl()),
                        List.of(new PushedRef(ref, CommitHash.isNone(after))));
    }
}
