package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookSender.signature;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a webhook starts, and what it does not. */
class WebhookRoutesIT extends WebhookTestCase {
    /** A client that had begun to send its next request got no answer to it. */
    @Test
    void theConnectionStaysOpenAfterAWebhookThatIsNotRead() throws Exception {
        for (String header : List.of("X-Other: a", "X-GitHub-Event: ping")) {
            try (Socket socket =
                    new Socket(kapis.address().getHost(), kapis.address().getPort())) {
                String head = "POST /kapis/devops.kubesphere.io/v1alpha3/webhooks/scm HTTP/1.1\r\nHost: a\r\n" + header
                        + "\r\nContent-Length: 2\r\n";
                send(socket, head + "\r\n");
                // The body comes later, as it does in a network.
                Thread.sleep(200);
                send(socket, "{}" + head + "Connection: close\r\n\r\n{}");

                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                                .split("HTTP/1.1 200"))
                        .as("nothing, and two answers, with the header %s", header)
                        .hasSize(3);
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    @Test
    void aPushStartsTheRunThatARequestWouldStart() throws Exception {
        pipeline("web", Map.of(URL, repository + ".git"));

        List<String> log = recordAudit(
                () -> assertThat(webhook.push(push, "72d3162e-cc78-11e3")).isEqualTo(OK));

        PipelineRun run = onlyRun();
        assertThat(run.getMetadata().getAnnotations())
                .containsExactly(Map.entry("devops.kubesphere.io/trigger", "webhook"));
        kapis.send("POST", "/namespaces/" + namespace + "/pipelines/web/pipelineruns", null);
        PipelineRun requested = runs().stream()
                .filter(other ->
                        !other.getMetadata().getName().equals(run.getMetadata().getName()))
                .findFirst()
                .orElseThrow();
        assertThat(run.getSpec()).isEqualTo(requested.getSpec());
        assertThat(run.getMetadata().getLabels())
                .isEqualTo(requested.getMetadata().getLabels());
        assertThat(run.getMetadata().getOwnerReferences())
                .isEqualTo(requested.getMetadata().getOwnerReferences());
        assertThat(log)
                .containsExactly("anonymous (NONE): webhook of github, delivery \"72d3162e-cc78-11e3\": started"
                        + " pipelinerun " + namespace + "/" + run.getMetadata().getName());
    }

    @Test
    void aPushAsksForAScanOfAPipelineWithBranches() {
        multiBranch("web", "source_type: github, github_source: {owner: " + namespace + ", repo: web}");
        multiBranch("other", "source_type: github, github_source: {owner: " + namespace + ", repo: web-2}");

        assertThat(webhook.push(push, "1")).isEqualTo(OK);

        assertThat(scanOf("web")).hasSize(16);
        assertThat(scanOf("other")).isNull();
        assertThat(runs()).isEmpty();
    }

    @Test
    void aDeletedBranchIsScannedForAndNotBuilt() {
        multiBranch("branches", "source_type: git, git_source: {url: '" + repository + "'}");
        pipeline("web", Map.of(URL, repository));

        assertThat(webhook.push(push.replace("\"deleted\": false", "\"deleted\": true"), "1"))
                .isEqualTo(OK);

        assertThat(scanOf("branches")).isNotNull();
        assertThat(runs()).isEmpty();
    }

    @Test
    void aPushThatNoRuleOfThePipelineMatchesStartsNothing() {
        pipeline("release", Map.of(URL, repository, REF, "[\"^refs/tags/\"]"));
        pipeline("broken", Map.of(URL, repository, REF, "main, master"));
        pipeline("main", Map.of(URL, repository, REF, "[\"main\"]"));

        assertThat(webhook.push(push, "1")).isEqualTo(OK);

        assertThat(onlyRun().getMetadata().getName()).startsWith("main-");
    }

    @Test
    void aPipelineOfAProjectThatIsNotServedIsNotStarted() {
        pipeline("web", Map.of(URL, repository));
        restart(Set.of("default"), WebhookSettings.DEFAULT);

        assertThat(webhook.push(push, "1")).isEqualTo(OK);

        assertThat(runs()).isEmpty();
    }

    @Test
    void aFormMayHaveThePush() {
        secret("hooks", SECRET_TEXT, "s3cret");
        signed("web", repository);
        String form = "payload=" + URLEncoder.encode(push, StandardCharsets.UTF_8);
        String type = "application/x-www-form-urlencoded";

        HttpResponse<String> answer = webhook.post(
                SCM,
                form,
                "Content-Type",
                type,
                "X-GitHub-Event",
                "push",
                "X-Hub-Signature-256",
                signature("s3cret", form));

        assertThat(answer.body()).isEqualTo("ok");
        assertThat(runs()).hasSize(1);
        assertThat(webhook.post(SCM, "x=1", "Content-Type", type, "X-GitHub-Event", "push")
                        .body())
                .isEqualTo("the form has no field payload; choose the content type application/json\n");
        assertThat(webhook.post(SCM, "payload=%", "Content-Type", type, "X-GitHub-Event", "push")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void otherEventsAndOtherSendersDoNothing() {
        pipeline("web", Map.of(URL, repository));

        assertThat(webhook.post(SCM, push, "X-GitHub-Event", "ping").body()).isEqualTo("ok");
        assertThat(webhook.post(SCM, push, "X-Gitlab-Event", "Note Hook").body())
                .isEqualTo("ok");
        assertThat(webhook.post(SCM, push, "X-Event-Key", "diagnostics:ping").body())
                .isEqualTo("ok");
        assertThat(webhook.post(SCM, push, "User-Agent", "curl").body()).isEqualTo("unknown SCM type");
        assertThat(kapis.get(SCM).status()).isEqualTo(405);
        HttpResponse<String> jenkins =
                webhook.post("/webhooks/jenkins", "{\"type\": \"run.initialize\"}", "Authorization", "Bearer x");
        assertThat(jenkins.statusCode()).isEqualTo(200);
        assertThat(jenkins.body()).isEmpty();
        assertThat(webhook.post("/webhooks/jenkins", " ".repeat(5_000_000), "X", "x")
                        .statusCode())
                .isEqualTo(413);
        assertThat(runs()).isEmpty();
    }
}
