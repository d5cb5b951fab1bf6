package io.jenkins.plugins.kubesphere.devops.kapis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.BearerToken;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ResourceAttributes;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.WriteIdentity;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.trial.kapis.KapisServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who is known by a request, and what is asked about the rights. */
class RequestCallersTest extends KapisServletTestCase {
    /** What reads may be a watch, and lasts for hours. */
    @Test
    void onlyWhatWritesGetsTheTokenOfTheCallerAndOnlyIfItIsNeeded() throws Exception {
        assertThat(tokensOf(WriteIdentity.TOKEN)).containsExactly("", "of-alice");
        assertThat(tokensOf(WriteIdentity.CALLER)).containsExactly("", "");
        assertThat(tokensOf(WriteIdentity.PLUGIN)).containsExactly("", "");
    }

    private List<String> tokensOf(WriteIdentity writes) throws Exception {
        List<String> tokens = new CopyOnWriteArrayList<>();
        RouteTable.Builder table = RouteTable.of("devops.kubesphere.io", "v1alpha3");
        for (String method : List.of("GET", "DELETE")) {
            table.add(
                    method,
                    "/namespaces/{namespace}/pipelines/{pipeline}",
                    request -> {
                        assertThat(request.toString()).doesNotContain("of-alice");
                        tokens.add(request.token().map(BearerToken::value).orElse(""));
                        return Reply.empty();
                    },
                    Void.class,
                    "");
        }
        try (KapisServer other = KapisServer.start(0, servlet(table.build(), writes))) {
            for (String method : List.of("GET", "DELETE")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(other.address() + PIPELINES + "/web"))
                        .header("Authorization", "Bearer of-alice")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
                assertThat(send(request).statusCode()).isEqualTo(200);
            }
        }
        return tokens;
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
    void aCookieBesideABearerTokenDoesNotCount() throws Exception {
        HttpRequest.Builder browser =
                HttpRequest.newBuilder(uri(PIPELINES + "/web/branches/main")).header("Cookie", "session=1");
        assertThat(send(browser.build()).statusCode()).isEqualTo(200);

        for (String header : List.of("Bearer wrong", "Bearer", "bearer ", "BEARER")) {
            assertThat(send(browser.copy().header("Authorization", header).build())
                            .statusCode())
                    .as(header)
                    .isEqualTo(401);
        }
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
    void whoeverIsKnownMayReadTheDescription() throws Exception {
        assertThat(get("/kapis/openapi/v3", "of-mallory").body())
                .contains(
                        "\"openapi\":\"3.0.3\"",
                        "\"servers\":[{\"url\":\"/\"}]",
                        "\"Needs the right: list pipelines.\"");
        for (String path : new String[] {"/kapis/openapi.json", "/kapis/openapi/v2", "/openapi.json"}) {
            assertThat(get(path, "of-mallory").body())
                    .as(path)
                    .contains("\"swagger\":\"2.0\"", "\"basePath\":\"/\"", "\"Needs the right: list pipelines.\"");
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void theDescriptionIsForKnownCallersAndForGetOnly() throws Exception {
        assertThat(get("/kapis/openapi/v3", null).statusCode()).isEqualTo(401);
        assertThat(get("/kapis/openapi.json", "wrong").statusCode()).isEqualTo(401);
        HttpResponse<String> wrong = send(HttpRequest.newBuilder(uri("/kapis/openapi/v3"))
                .header("Authorization", "Bearer of-alice")
                .DELETE()
                .build());
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).contains("GET");
    }
}
