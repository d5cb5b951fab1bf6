package io.jenkins.plugins.kubesphere.devops.kapis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies of requests: those that a handler reads, and those that nobody reads. */
class RequestBodiesTest extends KapisServletTestCase {
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
        for (String other : List.of(
                "{\"name\":false}",
                "{\"name\":1}",
                "{\"name\":1.5}",
                "{\"name\":[\"web\"]}",
                "{\"count\":\"2\"}",
                "{\"count\":true}",
                "{\"count\":1.5}",
                "{\"count\":99999999999}",
                "{\"name\":\"web\"} {}",
                "[]",
                "\"web\"",
                "[".repeat(100_000))) {
            HttpResponse<String> answer = post(other, "application/json");
            assertThat(answer.statusCode()).as("%.40s", other).isEqualTo(400);
            assertThat(answer.body()).startsWith("the body is not JSON of the expected form");
        }
        assertThat(post("{\"name\":null}", "application/json").body()).isEqualTo("{}");
        assertThat(post("{\"name\":\"" + "x".repeat(5_000_000) + "\"}", "application/json")
                        .statusCode())
                .isEqualTo(413);
    }

    private HttpResponse<String> post(String body, String type) throws Exception {
        return send(HttpRequest.newBuilder(uri(PIPELINES))
                .header("Authorization", "Bearer of-alice")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** A client that had begun to send its next request would get no answer to it. */
    @Test
    void aShortBodyThatNobodyReadsLeavesTheConnectionOpen() throws Exception {
        String delete = "DELETE " + BASE + "/namespaces/demo/pipelineruns/web-1 HTTP/1.1\r\nHost: a\r\n"
                + "Authorization: Bearer of-alice\r\n";
        String refused = delete.replace("of-alice", "of-mallory");
        String body = "Content-Length: 2\r\n\r\n{}";
        String last = "Connection: close\r\n\r\n";

        for (String first : List.of(delete + body, refused + body, delete + "Content-Length: 0\r\n\r\n")) {
            assertThat(exchange(first + delete + last).split("HTTP/1.1 ", -1))
                    .as(first)
                    .hasSize(3);
        }
    }

    /** The head of a long answer is sent before the server itself looks for what is left of the request. */
    @Test
    void theAnswerSaysIfABodyThatNobodyReadsEndsTheConnection() throws Exception {
        String head = "DELETE " + BASE + "/namespaces/demo/pipelineruns/web-1 HTTP/1.1\r\nHost: a\r\n"
                + "Authorization: Bearer of-alice\r\n";

        for (String body : List.of(
                "Content-Length: 1000000\r\n\r\n{}",
                "Content-Length: 1000000\r\n\r\n" + "x".repeat(500_000),
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")) {
            assertThat(exchange(head + body)).startsWith("HTTP/1.1 200 OK").contains("Connection: close\r\n");
        }
    }

    /** Sends a text, and returns what comes until the server closes the connection. */
    private String exchange(String text) throws Exception {
        try (Socket socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException e) {
                // It is reset if the server has not read everything.
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
