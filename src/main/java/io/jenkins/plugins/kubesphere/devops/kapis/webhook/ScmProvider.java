package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest.Headers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A sender of webhooks. Each provider documents the header by which it is recognized. */
enum ScmProvider {
    // The order matters: Gitea also sends the headers of Gogs and GitHub, and Gogs also sends those of GitHub.
    GITEA("X-Gitea-Event", "X-Gitea-Delivery", SignatureForm.hex("X-Gitea-Signature")),
    GOGS("X-Gogs-Event", "X-Gogs-Delivery", SignatureForm.hex("X-Gogs-Signature")),
    GITLAB("X-Gitlab-Event", "X-Gitlab-Event-UUID", SignatureForm.token("X-Gitlab-Token")),
    BITBUCKET("X-Event-Key", "X-Request-UUID", SignatureForm.prefixed("X-Hub-Signature")),
    GITHUB("X-GitHub-Event", "X-GitHub-Delivery", SignatureForm.prefixed("X-Hub-Signature-256"));

    private static final String DELIVERY_OF_BITBUCKET_SERVER = "X-Request-Id";
    private static final String REFS_CHANGED = "repo:refs_changed";
    private static final Set<String> PUSHES = Set.of("push", "Push Hook", "Tag Push Hook", "repo:push", REFS_CHANGED);

    private final String eventHeader;
    private final String deliveryHeader;
    private final SignatureForm signature;

    ScmProvider(String eventHeader, String deliveryHeader, SignatureForm signature) {
        this.eventHeader = eventHeader;
        this.deliveryHeader = deliveryHeader;
        this.signature = signature;
    }

    /** @return empty if the headers are those of no provider */
    static Optional<ScmProvider> find(Headers headers) {
        return Stream.of(values())
                .filter(provider -> headers.find(provider.eventHeader).isPresent())
                .findFirst();
    }

    boolean isPush(Headers headers) {
        return headers.find(eventHeader).filter(PUSHES::contains).isPresent();
    }

    /** The id of a delivery, which is the same for each retry; empty if there is none. */
    Optional<String> delivery(Headers headers) {
        Optional<String> id = headers.find(deliveryHeader);
        return this == BITBUCKET ? id.or(() -> headers.find(DELIVERY_OF_BITBUCKET_SERVER)) : id;
    }

    SignatureForm signature() {
        return signature;
    }

    /** Whether the signature of a form covers only its JSON. */
    boolean signsJsonOfForm() {
        return this == GITEA || this == GOGS;
    }

    Class<? extends PushPayload> payload(Headers headers) {
        return switch (this) {
            case GITEA, GOGS, GITHUB -> GitHubPushPayload.class;
            case GITLAB -> GitLabPushPayload.class;
            case BITBUCKET ->
                headers.find(eventHeader).filter(REFS_CHANGED::equals).isPresent()
                        ? BitbucketServerPushPayload.class
                        : BitbucketCloudPushPayload.class;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
