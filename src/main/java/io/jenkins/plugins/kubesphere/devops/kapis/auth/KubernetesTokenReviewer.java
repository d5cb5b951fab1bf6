package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets the API server of Kubernetes review tokens: those of service accounts and of its OIDC provider. */
public final class KubernetesTokenReviewer implements TokenReviewer {
    private final Supplier<KubernetesClient> client;
    private final List<String> audiences;

    /**
     * @param client of an account that may create TokenReviews
     * @param audiences a token must be meant for one of them; empty for the audience of the API server
     */
    public KubernetesTokenReviewer(Supplier<KubernetesClient> client, List<String> audiences) {
        this.client = client;
        this.audiences = List.copyOf(audiences);
    }

    @Override
    public Optional<Caller> review(String token) {
        TokenReview request = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .withAudiences(audiences)
                .endSpec()
                .build();
        try {
            return Optional.ofNullable(client.get().resource(request).create().getStatus())
                    .filter(this::isAccepted)
                    .map(TokenReviewStatus::getUser)
                    .filter(user ->
                            user.getUsername() != null && !user.getUsername().isBlank())
                    .map(KubernetesTokenReviewer::toCaller);
        } catch (KubernetesClientException e) {
            throw new ReviewUnavailableException("The API server of Kubernetes did not review a token", e);
        }
    }

    /** An API server that does not know audiences accepts the token and names none. */
    private boolean isAccepted(TokenReviewStatus status) {
        List<String> accepted = Objects.requireNonNullElse(status.getAudiences(), List.of());
        return Boolean.TRUE.equals(status.getAuthenticated())
                && (audiences.isEmpty() || !Collections.disjoint(accepted, audiences));
    }

    private static Caller toCaller(UserInfo user) {
        return new Caller(
                user.getUsername(),
                Objects.requireNonNullElse(user.getUid(), ""),
                Objects.requireNonNullElse(user.getGroups(), List.of()),
                Objects.requireNonNullElse(user.getExtra(), Map.of()),
                Caller.Origin.KUBERNETES);
    }
}
