package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The webhooks of v1alpha2: what hooks of Git repositories and GitHub send to Jenkins. */
class GitNotificationIT extends WebhookTestCase {
    private static final String V1ALPHA2 = "/kapis/devops.kubesphere.io/v1alpha2";

    private Answer send(String method, String query) {
        Answer answer = kapis.send(null, method, V1ALPHA2 + "/webhook/git" + query, null);
        return new Answer(answer.status(), answer.body());
    }

    private String ofRepository() {
        return "?url=" + URLEncoder.encode(repository + ".git", StandardCharsets.UTF_8);
    }

    @Test
    void aNotificationStartsThePipelinesOfTheRepository() {
        pipeline("web", Map.of(URL, repository));
        multiBranch("branches", "source_type: git, git_source: {url: '" + repository + "'}");
        multiBranch("other", "source_type: git, git_source: {url: '" + repository + "-2'}");

        assertThat(send("GET", ofRepository())).isEqualTo(OK);

        onlyRun();
        assertThat(scanOf("branches")).hasSize(36);
        assertThat(scanOf("other")).isNull();
        assertThat(send("POST", ofRepository()).status()).isEqualTo(200);
        assertThat(runs()).hasSize(2);
    }

    @Test
    void aNotificationMayNameBranches() {
        pipeline("web", Map.of(URL, repository, REF, "[\"^refs/heads/release-.*$\"]"));

        assertThat(send("GET", ofRepository() + "&branches=main,feat")).isEqualTo(OK);
        assertThat(runs()).isEmpty();
        assertThat(send("GET", ofRepository() + "&branches=main,release-1")).isEqualTo(OK);
        onlyRun();
    }

    @Test
    void theSecretIsTheToken() {
        secret("hooks", SECRET_TEXT, "hunter2");
        pipeline("web", Map.of(URL, repository, SECRET, "hooks"));

        assertThat(send("GET", ofRepository()).status()).isEqualTo(401);
        assertThat(send("GET", ofRepository() + "&token=hunter3").body())
                .contains("the signature is missing or wrong; send one with the parameter token");
        assertThat(runs()).isEmpty();
        assertThat(send("GET", ofRepository() + "&token=hunter2").body()).isEqualTo("ok");
        onlyRun();
    }

    @Test
    void aNotificationNamesARepository() {
        assertThat(send("GET", "").status()).isEqualTo(400);
        assertThat(send("POST", "?url=%E4%B8%AD").body()).contains("url is required");
        assertThat(send("GET", "?url=" + "a".repeat(9_000)).status())
                .as("longer than a query, or than the server reads")
                .isIn(400, 414);
        assertThat(send("GET", ofRepository() + "&branches=" + "a,".repeat(1_001))
                        .status())
                .isEqualTo(400);
    }

    /** The same as the webhook of v1alpha3. */
    @Test
    void gitHubMayUseItsOldAddress() {
        pipeline("web", Map.of(URL, repository));

        assertThat(webhook.post("/../v1alpha2/webhook/github", push, "X-GitHub-Event", "push")
                        .statusCode())
                .as("a path with dots")
                .isEqualTo(400);
        assertThat(webhook.at(V1ALPHA2)
                        .post(WebhookPaths.GITHUB, push, "Content-Type", "application/json", "X-GitHub-Event", "push")
                        .body())
                .isEqualTo("ok");
        onlyRun();
    }

    @Test
    void aServerWithoutThePluginHasNoGenericWebhooks() {
        assertThat(webhook.at(V1ALPHA2)
                        .post(WebhookPaths.GENERIC + "?token=x", "{}", "Content-Type", "application/json")
                        .body())
                .contains("install the plugin generic-webhook-trigger");
    }
}
