package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import java.util.Locale;
import java.util.Set;

/** Checks answers to requests that should not have been sent. */
final class RefusedAnswer {
    /** Part of each forged token and of each secret value that requests carry. */
    static final String SECRET = "hunter2";

    private static final int BAD_REQUEST = 400;
    private static final int NOT_IMPLEMENTED = 501;
    /** docs/rest-api.md: KubeSphere's gateway answers these, and clients read them as a Status of Kubernetes. */
    private static final Set<Integer> WITH_STATUS = Set.of(401, 403, 429, 503);

    private RefusedAnswer() {}

    /** Checks that the answer has one of these statuses and the documented form, and tells nothing. */
    static void check(String request, Answer answer, Integer... statuses) {
        assertThat(answer.status()).as("%s: %s", request, answer.body()).isIn((Object[]) statuses);
        checkTellsNothing(request, answer);
        String type = answer.header("Content-Type").replace(" ", "").toLowerCase(Locale.ROOT);
        // A path that the web server cannot decode does not reach the REST API.
        boolean isOfServer = answer.status() == BAD_REQUEST
                && (type.startsWith("text/html") || answer.body().isEmpty());
        if (WITH_STATUS.contains(answer.status())) {
            assertThat(type).as(request).startsWith("application/json");
            assertThat(answer.json().path("kind").asText())
                    .as("%s: %s", request, answer.body())
                    .isEqualTo("Status");
            assertThat(answer.json().path("code").asInt()).as(request).isEqualTo(answer.status());
            assertThat(answer.json().path("message").asText()).as(request).isNotEmpty();
        } else if (answer.status() >= BAD_REQUEST && !isOfServer) {
            assertThat(type).as(request).isEqualTo("text/plain;charset=utf-8");
            assertThat(answer.body()).as(request).matches("(?s).+\n");
        }
    }

    /** Checks that the answer is not a failure of the server, and has no stack trace, no secret and no foreign header. */
    static void checkTellsNothing(String request, Answer answer) {
        assertThat(answer.status()).as("%s: %s", request, answer.body()).satisfies(status -> assertThat(
                        status < 500 || status == NOT_IMPLEMENTED || status == 503)
                .isTrue());
        assertThat(answer.body())
                .as(request)
                .doesNotContain("\tat ", "Exception", "Caused by", "org.eclipse.jetty", SECRET, "root:x:");
        assertThat(answer.headers().firstValue("X-Evil")).as(request).isEmpty();
    }
}
