package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets KubeSphere review tokens. Its tokens are its own: Kubernetes does not know them, and only KubeSphere knows which
 * of them were withdrawn.
 */
public final class KubeSphereTokenReviewer implements TokenReviewer {
    private static final String PATH = "/oauth/authenticate";
    private static final int OK = 200;
    /** It answers 400 to a token that it does not accept. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401);

    /** Kubernetes' own users. KubeSphere has none of these names, and must not speak for them. */
    private static final String RESERVED = "system:";

    private final KubeSphereClient client;

    public KubeSphereTokenReviewer(KubeSphereClient client) {
        this.client = client;
    }

    @Override
    public Optional<Caller> review(String token) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "authentication.k8s.io/v1");
        review.put("kind", "TokenReview");
        review.putObject("spec").put("token", token);
        KubeSphereClient.Answer answer = client.post(PATH, review);
        if (REFUSALS.contains(answer.status())) {
            return Optional.empty();
        }
        if (answer.status() != OK) {
            throw new ReviewUnavailableException("KubeSphere answered " + answer.status() + " to " + PATH, null);
        }
        return toCaller(answer.body());
    }

    private static Optional<Caller> toCaller(JsonNode review) {
        JsonNode status = review.path("status");
        String name = status.path("user").path("username").asText();
        if (!status.path("authenticated").asBoolean() || name.isBlank() || name.startsWith(RESERVED)) {
            return Optional.empty();
        }
        // KubeSphere names no groups; its gateway adds this one.
        return Optional.of(new Caller(
                name,
                status.path("user").path("uid").asText(),
                List.of("system:authenticated"),
                Map.of(),
                Caller.Origin.KUBESPHERE));
    }
}
