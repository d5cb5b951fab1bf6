package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deliveries that come again, come too often, or are not what they should be. */
class WebhookDeliveriesIT extends WebhookTestCase {
    @Test
    void aDeliveryThatComesAgainStartsNothingAgain() {
        pipeline("web", Map.of(URL, repository));
        multiBranch("branches", "source_type: git, git_source: {url: '" + repository + "'}");

        assertThat(webhook.push(push, "1")).isEqualTo(OK);
        String scan = scanOf("branches");
        client.resources(Pipeline.class)
                .inNamespace(namespace)
                .withName("branches")
                .edit(found -> {
                    found.getMetadata().getAnnotations().remove(SCAN);
                    return found;
                });
        assertThat(webhook.push(push, "1")).isEqualTo(OK);
        assertThat(scanOf("branches")).isNull();
        // Another controller does not remember the delivery.
        restart(Set.of(), WebhookSettings.DEFAULT);
        assertThat(webhook.push(push, "1")).isEqualTo(OK);
        assertThat(runs()).hasSize(1);

        assertThat(webhook.push(push, "2")).isEqualTo(OK);

        assertThat(runs()).hasSize(2);
        assertThat(scanOf("branches")).isNotEqualTo(scan);
        assertThat(webhook.push(push.replace("59b20b8d", "00000001"), "2")).isEqualTo(OK);
        assertThat(runs()).as("another push with the id of an earlier one").hasSize(3);
    }

    @Test
    void aDeliveryThatComesTwiceAtOnceStartsOneRun() {
        pipeline("a-name-that-is-so-long-that-digits-have-no-room", Map.of(URL, repository));
        try (KapisTestServer replica = KapisTestServer.start(cluster)) {
            List<WebhookSender> senders =
                    List.of(webhook, new WebhookSender(replica.client().address()));

            List<CompletableFuture<Answer>> answers = IntStream.range(0, 8)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> senders.get(number % 2).push(push, "same")))
                    .toList();

            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(OK));
        }
        assertThat(onlyRun().getMetadata().getName()).hasSize(63);
    }

    /** Without an id of the delivery, the name of the run is random. */
    @Test
    void aPipelineWhoseNameIsCutAfterADotIsStarted() {
        String name = "a".repeat(51) + ".b";
        pipeline(name, Map.of(URL, repository));

        assertThat(webhook.post(SCM, push, "X-GitHub-Event", "push").statusCode())
                .isEqualTo(200);

        assertThat(onlyRun().getMetadata().getName()).startsWith("a".repeat(51) + "-");
        assertThat(kapis.send("POST", project + "/pipelines/" + name + "/pipelineruns", null)
                        .status())
                .isEqualTo(200);
        assertThat(runs()).hasSize(2);
    }

    @Test
    void aStormIsBounded() {
        pipeline("web", Map.of(URL, repository, REF, "[\"main\"]"));
        multiBranch("branches", "source_type: git, git_source: {url: '" + repository + "'}");
        for (int number = 0; number < DeliveryLimiter.MAX_PER_MINUTE; number++) {
            assertThat(webhook.push(push.replace("refs/heads/main", "refs/heads/x"), "d" + number))
                    .isEqualTo(OK);
        }

        HttpResponse<String> refused = webhook.post(SCM, push, "X-GitHub-Event", "push");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(refused.body()).contains("more than 60 pushes of one repository arrive in a minute; try again");
        assertThat(runs()).isEmpty();
    }

    @Test
    void aBodyThatIsNoPushIsRefusedWithAReason() {
        assertThat(webhook.push("{\"ref\": ", "1"))
                .isEqualTo(new Answer(400, "the body is not JSON of the expected form: line 1, column 9\n"));
        assertThat(webhook.push("", "1").status()).isEqualTo(400);
        assertThat(webhook.push("[]", "1").status()).isEqualTo(400);
        assertThat(webhook.push("[".repeat(100_000), "1").status()).isEqualTo(400);
        assertThat(webhook.push("{}", "1").body())
                .isEqualTo("the body is not a push of github: it does not say which ref of which repository was"
                        + " pushed\n");
        assertThat(webhook.push("{\"ref\": {\"x\": 1}}", "1").status()).isEqualTo(400);
        assertThat(webhook.push(" ".repeat(5_000_000), "1").status()).isEqualTo(413);
    }

    @Test
    void noTextOfTheSenderMakesALineInTheLog() throws Exception {
        pipeline("web", Map.of(URL, repository));

        List<String> log =
                recordAudit(() -> assertThat(webhook.push(push, "x\tINFO: admin\u0085(JENKINS)" + "y".repeat(2_000)))
                        .isEqualTo(OK));

        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("anonymous (NONE): webhook of github, delivery \"x?INFO: admin?(JENKINS)yyy")
                .hasSizeLessThan(350);
    }
}
