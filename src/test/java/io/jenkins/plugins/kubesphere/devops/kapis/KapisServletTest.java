package io.jenkins.plugins.kubesphere.devops.kapis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator.SessionAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ResourceAttributes;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ReviewUnavailableException;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.TokenReviewer;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.trial.kapis.KapisServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KapisServletTest {
    private static final String BASE = "/kapis/devops.kubesphere.io/v1alpha3";
    private static final String PIPELINES = BASE + "/namespaces/demo/pipelines";
    private static final Caller ALICE = new Caller("alice", "", List.of(), Map.of(), Caller.Origin.KUBERNETES);
    private static final Caller MALLORY = new Caller("mallory", "", List.of(), Map.of(), Caller.Origin.KUBERNETES);
    private static final TokenReviewer REVIEWER = token -> switch (token) {
        case "of-alice" -> Optional.of(ALICE);
        case "of-mallory" -> Optional.of(MALLORY);
        case "unreviewed" -> throw new ReviewUnavailableException("10.0.0.1 does not answer", null);
        default -> Optional.empty();
    };

    private final List<ResourceAttributes> asked = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private KapisServer server;

    record Body(String name, Integer count) {}

    @BeforeEach
    void start() throws Exception {
        RouteTable table = RouteTable.of("devops.kubesphere.io", "v1alpha3")
                .add(
                        "GET",
                        "/namespaces/{namespace}/pipelines/{pipeline}/branches/{branch}",
                        request -> Reply.json(request.path()),
                        Map.class,
                        "")
                .add(
                        "POST",
                        "/namespaces/{namespace}/pipelines",
                        request -> Reply.json(request.body().read(Body.class)),
                        Body.class,
                        Body.class,
                        "")
                .add(
                        "GET",
                        "/namespaces/{namespace}/pipelines",
                        request -> {
                            request.query().number("page", 1, 1);
                            throw new IllegalStateException("the password is hunter2");
                        },
                        Void.class,
                        "")
                .add(
                        "DELETE",
                        "/namespaces/{namespace}/pipelines/{pipeline}",
                        request -> {
                            throw KapisException.conflict("it changed <b>");
                        },
                        Void.class,
                        "")
                .build();
        KapisServlet servlet = new KapisServlet(
                new KapisSettings("host", Set.of(), "system", List.of(), Optional.empty()),
                List.of(table),
                new RequestAuthenticator(REVIEWER, SessionAuthenticator.NONE),
                (caller, attributes) -> {
                    asked.add(attributes);
                    return caller.equals(ALICE);
                },
                new ObjectMapper());
        server = KapisServer.start(0, servlet);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aBranchWithASlashReachesTheHandlerInOnePiece() throws Exception {
        HttpResponse<String> answer = get(PIPELINES + "/web/branches/feat%252Fx", "of-alice");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"branch\":\"feat%2Fx\"");
        assertThat(get(PIPELINES + "/web/branches/feat%2Fx", "of-alice").body()).contains("\"branch\":\"feat/x\"");
        assertThat(get("/clusters/host" + PIPELINES + "/web/branches/main/", "of-alice")
                        .body())
                .contains("\"branch\":\"main\"");
    }

    @Test
    void whoSendsNoTokenOrAWrongOneIsRefusedWithAStatusOfKubernetes() throws Exception {
        for (String token : new String[] {null, "", "wrong", "of-alice.x", "x".repeat(20_000)}) {
            HttpResponse<String> answer = get(PIPELINES, token);

            assertThat(answer.statusCode()).as("token %s", token).isIn(401, 431);
            if (answer.statusCode() == 401) {
                assertThat(answer.body())
                        .contains("\"kind\":\"Status\"", "\"code\":401", "\"reason\":\"Unauthorized\"");
            }
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aHeaderOfTheGatewayDoesNotMakeACaller() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(PIPELINES))
                .header("X-Remote-User", "admin")
                .header("X-Remote-Group", "system:masters")
                .build();

        assertThat(send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void whoMayNotDoItIsRefusedAndTheRightIsNamed() throws Exception {
        HttpResponse<String> answer = get(PIPELINES + "/web/branches/main", "of-mallory");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("user \\\"mallory\\\" may not get pipelines/branches \\\"web\\\" in project demo;");
        assertThat(asked)
                .containsExactly(new ResourceAttributes(
                        "get", "devops.kubesphere.io", "v1alpha3", "pipelines", "branches", "web", "demo", ""));
    }

    @Test
    void aReviewerThatDoesNotAnswerIsNotAYes() throws Exception {
        HttpResponse<String> answer = get(PIPELINES, "unreviewed");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("does not answer; try again").doesNotContain("10.0.0.1");
    }

    @Test
    void anotherClusterIsAnsweredAsTheGatewayDoes() throws Exception {
        HttpResponse<String> answer = get("/clusters/member" + PIPELINES, "of-alice");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("cluster member not exists", "\"kind\":\"Status\"");
    }

    @Test
    void aPathThatIsNotThereIs404AndAWrongMethodIs405() throws Exception {
        assertThat(get(BASE + "/nothing", "of-alice").statusCode()).isEqualTo(404);
        assertThat(get("/kapis/other.io/v1/namespaces", "of-alice").statusCode())
                .isEqualTo(404);
        HttpResponse<String> wrong = send(HttpRequest.newBuilder(uri(PIPELINES))
                .method("PATCH", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).contains("GET, POST");
    }

    @Test
    void anUnexpectedFailureTellsNothing() throws Exception {
        HttpResponse<String> answer = get(PIPELINES, "of-alice");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("the request failed; the log of Jenkins says why\n");
    }

    @Test
    void aBadQueryNamesTheParameterAndTheCure() throws Exception {
        assertThat(get(PIPELINES + "?page=0", "of-alice").body())
                .isEqualTo("the parameter page is \"0\"; give a whole number of at least 1\n");
        assertThat(get(PIPELINES + "?page=99999999999999999999", "of-alice").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aBodyIsCheckedBeforeTheHandlerWorks() throws Exception {
        assertThat(post("{\"name\":\"web\",\"count\":2}", "application/json").body())
                .isEqualTo("{\"name\":\"web\",\"count\":2}");
        assertThat(post("{\"name\":\"web\"}", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(415);
        assertThat(post("", "application/json").body()).isEqualTo("the request has no body; send JSON\n");
        assertThat(post("null", "application/json").statusCode()).isEqualTo(400);
        HttpResponse<String> broken = post("{\"name\":\"hunter2\",\n \"count\":\"many\"}", "application/json");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body())
                .startsWith("the body is not JSON of the expected form: line 2, column")
                .doesNotContain("hunter2", "many");
        assertThat(post("{\"name\":\"" + "x".repeat(5_000_000) + "\"}", "application/json")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void anErrorIsPlainTextThatABrowserDoesNotRender() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(PIPELINES + "/web"))
                .header("Authorization", "Bearer of-alice")
                .DELETE()
                .build());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    private HttpResponse<String> post(String body, String type) throws Exception {
        return send(HttpRequest.newBuilder(uri(PIPELINES))
                .header("Authorization", "Bearer of-alice")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private URI uri(String path) {
        return URI.create(server.address() + path);
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
