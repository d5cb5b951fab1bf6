package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.PushEvent.PushedRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A push to Bitbucket Cloud. One push may change several branches and tags. */
@JsonIgnoreProperties(ignoreUnknown = true)
record BitbucketCloudPushPayload(Push push, Repository repository) implements PushPayload {
    private static final String TAG = "tag";

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Push(List<Change> changes) {}

    /** @param after null if the ref was deleted */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Change(
            @JsonProperty("new") Target after,
            @JsonProperty("old") Target before) {
        Optional<PushedRef> toRef() {
            Target target = after == null ? before : after;
            return Optional.ofNullable(target)
                    .filter(found -> found.name() != null)
                    .map(found -> new PushedRef(
                            (TAG.equals(found.type()) ? "refs/tags/" : "refs/heads/") + found.name(), after == null));
        }
    }

    /** @param type {@code branch}, {@code tag} or another word */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Target(String type, String name) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Repository(Links links) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Links(Link html) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Link(String href) {}

    @Override
    public Optional<PushEvent> toEvent() {
        if (push == null
                || push.changes() == null
                || repository == null
                || repository.links() == null
                || repository.links().html() == null) {
            return Optional.empty();
        }
        return PushEvent.of(
                Stream.ofNullable(repository.links().html().href()),
                push.changes().stream()
                        .filter(Objects::nonNull)
                        .map(Change::toRef)
                        .flatMap(Optional::stream)
                        .toList());
    }
}
