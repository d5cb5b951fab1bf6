package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubeSphereTokenReviewerTest {
    private final FakeKubeSphere kubeSphere = FakeKubeSphere.start();
    private final KubeSphereTokenReviewer reviewer =
            new KubeSphereTokenReviewer(new KubeSphereClient(kubeSphere.address(), Optional.empty()));

    @AfterEach
    void stop() {
        kubeSphere.close();
    }

    @Test
    void theUserIsTheOneThatKubeSphereNames() {
        kubeSphere.answer(200, """
                {"kind": "TokenReview", "status": {"authenticated": true, "user": {"username": "alice", "uid": "7"}}}""");

        assertThat(reviewer.review("t\"oken")).get().satisfies(caller -> {
            assertThat(caller.name()).isEqualTo("alice");
            assertThat(caller.groups()).containsExactly("system:authenticated");
            assertThat(caller.origin()).isEqualTo(Caller.Origin.KUBESPHERE);
        });
        assertThat(kubeSphere.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/oauth/authenticate");
            assertThat(request.authorization()).isNull();
            assertThat(request.body()).contains("\"token\":\"t\\\"oken\"");
        });
    }

    @Test
    void aTokenThatIsRefusedIsNobodys() {
        kubeSphere.answer(400, "token not found in cache");
        assertThat(reviewer.review("token")).isEmpty();
        kubeSphere.answer(200, "{\"status\": {\"authenticated\": false}}");
        assertThat(reviewer.review("token")).isEmpty();
        kubeSphere.answer(200, "{\"status\": {\"authenticated\": true, \"user\": {\"username\": \"\"}}}");
        assertThat(reviewer.review("token")).isEmpty();
    }

    /** It must not be able to name a user of Kubernetes' own. */
    @Test
    void aUserOfKubernetesIsNotAccepted() {
        kubeSphere.answer(200, "{\"status\": {\"authenticated\": true, \"user\": {\"username\": \"system:admin\"}}}");

        assertThat(reviewer.review("token")).isEmpty();
    }

    @Test
    void aServerThatFailsOrSendsSomethingElseIsNotAYes() {
        kubeSphere.answer(500, "");
        assertThatThrownBy(() -> reviewer.review("token")).isInstanceOf(ReviewUnavailableException.class);
        kubeSphere.answer(200, "<html>");
        assertThatThrownBy(() -> reviewer.review("token")).isInstanceOf(ReviewUnavailableException.class);
    }
}
