package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.PushEvent.PushedRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A push to a Bitbucket server. Older servers do not send the addresses of the repository; then only its path is known. */
@JsonIgnoreProperties(ignoreUnknown = true)
record BitbucketServerPushPayload(List<Change> changes, Repository repository) implements PushPayload {
    private static final String DELETE = "DELETE";

    /** @param type {@code ADD}, {@code UPDATE} or {@code DELETE} */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Change(String refId, String type) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Repository(String slug, Project project, Links links) {
        Set<RepositoryAddress> addresses() {
            Set<RepositoryAddress> found = Stream.ofNullable(links)
                    .flatMap(present -> Stream.ofNullable(present.cloneLinks()))
                    .flatMap(List::stream)
                    .filter(Objects::nonNull)
                    .map(link -> RepositoryAddress.parse(link.href()))
                    .flatMap(Optional::stream)
                    .collect(Collectors.toSet());
            boolean isNamed = slug != null && project != null && project.key() != null;
            return found.isEmpty() && isNamed
                    ? Set.of(new RepositoryAddress("", PipelineSources.bitbucketPath("", project.key(), slug)))
                    : found;
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Project(String key) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Links(@JsonProperty("clone") List<Link> cloneLinks) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Link(String href) {}

    @Override
    public Optional<PushEvent> toEvent() {
        return changes == null || repository == null
                ? Optional.empty()
                : PushEvent.of(
                        repository.addresses(),
                        changes.stream()
                                .filter(change -> change != null && change.refId() != null)
                                .map(change -> new PushedRef(change.refId(), DELETE.equals(change.type())))
                                .toList());
    }
}
