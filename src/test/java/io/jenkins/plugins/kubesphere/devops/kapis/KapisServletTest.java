package io.jenkins.plugins.kubesphere.devops.kapis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Which paths, methods and queries are answered, and how an error is. */
class KapisServletTest extends KapisServletTestCase {
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
    void nothingIsLeftOfAnAnswerThatFails() throws Exception {
        HttpResponse<String> answer = get(BASE + "/namespaces/demo/pipelineruns/web-1", "of-alice");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("the request failed; the log of Jenkins says why\n");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void aBadQueryNamesTheParameterAndTheCure() throws Exception {
        assertThat(get(PIPELINES + "?page=0", "of-alice").body())
                .isEqualTo("the parameter page is \"0\"; give a whole number of at least 1\n");
        assertThat(get(PIPELINES + "?page=99999999999999999999", "of-alice").statusCode())
                .isEqualTo(400);
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
}
