package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubeSphereAuthorizerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ResourceAttributes IN_WORKSPACE =
            new ResourceAttributes("create", "devops.kubesphere.io", "v1alpha3", "namespaces", "", "", "", "shop");

    private final FakeKubeSphere kubeSphere = FakeKubeSphere.start();
    private final KubeSphereAuthorizer authorizer = new KubeSphereAuthorizer(
            new KubeSphereClient(kubeSphere.address(), Optional.of(new BearerToken("ours")), Duration.ofSeconds(1)));

    @AfterEach
    void stop() {
        kubeSphere.close();
    }

    @Test
    void kubeSphereIsAskedWithTheWorkspaceAndWithOurToken() throws Exception {
        kubeSphere.answer(200, body -> decide(body, attributes -> true));

        assertThat(authorizer.allows(caller(Origin.KUBESPHERE), IN_WORKSPACE)).isTrue();

        FakeKubeSphere.Request request = kubeSphere.requests().get(0);
        assertThat(request.path()).isEqualTo("/kapis/iam.kubesphere.io/v1beta1/subjectaccessreviews");
        assertThat(request.authorization()).isEqualTo("Bearer ours");
        assertThat(JSON.readTree(request.body()).at("/items/0/spec").toString())
                .isEqualTo("{\"user\":\"alice\",\"uid\":\"\",\"groups\":[\"system:authenticated\"],"
                        + "\"resourceAttributes\":{\"verb\":\"create\",\"group\":\"devops.kubesphere.io\","
                        + "\"version\":\"v1alpha3\",\"resource\":\"namespaces\",\"workspace\":\"shop\","
                        + "\"resourceScope\":\"Workspace\"}}");
    }

    @Test
    void whatItDoesNotAllowIsNotAllowed() {
        kubeSphere.answer(200, body -> decide(body, attributes -> false));
        assertThat(authorizer.allows(caller(Origin.KUBESPHERE), IN_WORKSPACE)).isFalse();
        kubeSphere.answer(200, "{\"items\":[]}");
        assertThat(authorizer.allows(caller(Origin.KUBESPHERE), IN_WORKSPACE)).isFalse();
        kubeSphere.answer(200, "{\"items\":[{\"status\":{\"allowed\":true}}]}");
        assertThat(authorizer.allows(caller(Origin.KUBESPHERE), IN_WORKSPACE))
                .as("an answer to something else")
                .isFalse();
    }

    /** The reviews of a list come back in any order. */
    @Test
    void aListIsAskedAtOnceAndEachAnswerBelongsToItsQuestion() {
        kubeSphere.answer(
                200,
                body -> decide(
                        body,
                        attributes -> attributes.path("namespace").asText().endsWith("7")));

        assertThat(authorizer.allowed(
                        caller(Origin.KUBESPHERE),
                        IntStream.range(0, 450)
                                .mapToObj(KubeSphereAuthorizerTest::reading)
                                .toList()))
                .hasSize(45)
                .contains(reading(7), reading(447))
                .doesNotContain(reading(70));
        assertThat(kubeSphere.requests()).hasSize(3);
    }

    private static ResourceAttributes reading(int project) {
        String name = "project-" + project;
        return new ResourceAttributes("get", "devops.kubesphere.io", "v1alpha3", "devopsprojects", "", name, name, "");
    }

    /** A user of Kubernetes, or of Jenkins, may have the name of KubeSphere's administrator. */
    @Test
    void itIsNotAskedForUsersWhomItDidNotName() {
        kubeSphere.answer(200, body -> decide(body, attributes -> true));

        for (Origin origin : new Origin[] {Origin.KUBERNETES, Origin.JENKINS, Origin.NONE}) {
            assertThat(authorizer.allows(caller(origin), IN_WORKSPACE))
                    .as("%s", origin)
                    .isFalse();
        }
        assertThat(kubeSphere.requests()).isEmpty();
    }

    @Test
    void aServerThatFailsAllowsNothing() {
        for (int status : new int[] {302, 401, 403, 404, 500}) {
            kubeSphere.answer(status, "{}");
            assertThatThrownBy(() -> authorizer.allows(caller(Origin.KUBESPHERE), IN_WORKSPACE))
                    .isInstanceOf(ReviewUnavailableException.class)
                    .hasMessageContaining("KubeSphere answered " + status)
                    .hasMessageContaining("needs the right to create subjectaccessreviews");
        }
        kubeSphere.answer(200, "<html>");
        assertThatThrownBy(() -> authorizer.allows(caller(Origin.KUBESPHERE), IN_WORKSPACE))
                .isInstanceOf(ReviewUnavailableException.class);
    }

    @Test
    void anAnswerThatIsSlowOrEndlessIsNone() {
        kubeSphere.answer(200, body -> "[" + "1,".repeat(3 * 1_024 * 1_024) + "1]");
        assertThatThrownBy(() -> authorizer.allows(caller(Origin.KUBESPHERE), IN_WORKSPACE))
                .isInstanceOf(ReviewUnavailableException.class);
        kubeSphere.answer(200, body -> {
            sleep();
            return "{}";
        });
        assertThatThrownBy(() -> authorizer.allows(caller(Origin.KUBESPHERE), IN_WORKSPACE))
                .isInstanceOf(ReviewUnavailableException.class);
    }

    private static void sleep() {
        try {
            Thread.sleep(3_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theTokenIsInNoText() {
        assertThat(new BearerToken("ours\n")).hasToString("****").isEqualTo(new BearerToken("ours"));
        for (String text : new String[] {"", " ", "two words", "line\nbreak", "übel", "nul\0"}) {
            assertThatThrownBy(() -> new BearerToken(text))
                    .hasMessage("the token is empty, or has a blank or a letter that no token has");
        }
    }

    private static Caller caller(Origin origin) {
        return new Caller("alice", "", List.of("system:authenticated"), Map.of(), origin);
    }

    /** Answers like KubeSphere, the last question first. */
    private static String decide(String body, Predicate<JsonNode> rule) {
        try {
            JsonNode list = JSON.readTree(body);
            ArrayNode decided = JSON.createArrayNode();
            for (JsonNode review : list.path("items")) {
                ((ObjectNode) review)
                        .putObject("status")
                        .put("allowed", rule.test(review.at("/spec/resourceAttributes")));
                decided.insert(0, review);
            }
            return JSON.createObjectNode().set("items", decided).toString();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
