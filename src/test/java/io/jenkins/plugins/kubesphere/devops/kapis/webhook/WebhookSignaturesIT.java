package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookSender.hmac;
import static io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookSender.signature;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which signature a push needs, and with which secret. */
class WebhookSignaturesIT extends WebhookTestCase {
    @Test
    void aPushOfEachProviderIsReadAndItsSignatureChecked() {
        secret("hooks", SECRET_TEXT, "It's a secret");
        String gitea = host("gitea.example.com", Payloads.GITEA);
        String gitlab = host("gitlab.example.com", Payloads.GITLAB).replace("acme/tools", namespace + "/tools");
        String cloud = host("bitbucket.org", Payloads.BITBUCKET_CLOUD);
        String bitbucket = host("bitbucket.example.com", Payloads.BITBUCKET_SERVER);
        String old = Payloads.BITBUCKET_SERVER_WITHOUT_LINKS.replace("ACME", namespace);
        signed("gitea", "https://gitea.example.com/" + namespace + "/web");
        signed("gitlab", "git@gitlab.example.com:" + namespace + "/tools/web.git");
        signed("cloud", "https://bitbucket.org/" + namespace + "/web");
        signed("server", "https://bitbucket.example.com/scm/" + namespace + "/web.git");

        Object[][] deliveries = {
            {gitea, "gitea", "X-Gitea-Event: push", "X-Gitea-Signature: " + hmac("HmacSHA256", "It's a secret", gitea)},
            {gitea, "gitea", "X-Gogs-Event: push", "X-Gogs-Signature: " + hmac("HmacSHA256", "It's a secret", gitea)},
            {gitlab, "gitlab", "X-Gitlab-Event: Push Hook", "X-Gitlab-Token: It's a secret"},
            {gitlab, "gitlab", "X-Gitlab-Event: Tag Push Hook", "X-Gitlab-Token: It's a secret"},
            {cloud, "cloud", "X-Event-Key: repo:push", "X-Hub-Signature: " + signature("It's a secret", cloud)},
            {
                bitbucket,
                "server",
                "X-Event-Key: repo:refs_changed",
                "X-Hub-Signature: " + signature("It's a secret", bitbucket)
            },
            {old, "server", "X-Event-Key: repo:refs_changed", "X-Hub-Signature: " + signature("It's a secret", old)},
        };
        for (Object[] delivery : deliveries) {
            String[] event = ((String) delivery[2]).split(": ", 2);
            String[] proof = ((String) delivery[3]).split(": ", 2);
            int before = runs().size();
            String body = (String) delivery[0];

            HttpResponse<String> unsigned = webhook.post(SCM, body, event);
            HttpResponse<String> wrong = webhook.post(SCM, body, event[0], event[1], proof[0], proof[1] + "0");

            assertThat(List.of(unsigned.statusCode(), wrong.statusCode()))
                    .as(delivery[2].toString())
                    .containsOnly(401);
            assertThat(unsigned.body()).contains("send one with " + proof[0]).doesNotContain(namespace);
            assertThat(runs()).hasSize(before);
            HttpResponse<String> right = webhook.post(SCM, body, event[0], event[1], proof[0], proof[1]);
            assertThat(right.body()).as(delivery[2].toString()).isEqualTo("ok");
            assertThat(runs()).as(delivery[2].toString()).hasSize(before + 1).anySatisfy(run -> assertThat(
                            run.getMetadata().getName())
                    .startsWith(delivery[1] + "-"));
        }
    }

    private String host(String host, String payload) {
        return payload.replace(host + "/acme/", host + "/" + namespace + "/")
                .replace(host + ":acme/", host + ":" + namespace + "/")
                .replace(host + ":7999/acme/", host + ":7999/" + namespace + "/")
                .replace("scm/acme/", "scm/" + namespace + "/");
    }

    @Test
    void aSignatureOfAnotherAlgorithmOrBodyDoesNotCount() {
        secret("hooks", SECRET_TEXT, "s3cret");
        signed("web", repository);
        String right = signature("s3cret", push);
        for (String[] headers : new String[][] {
            {},
            {"X-Hub-Signature", "sha1=" + hmac("HmacSHA1", "s3cret", push)},
            {"X-Hub-Signature-256", "sha1=" + hmac("HmacSHA1", "s3cret", push)},
            {"X-Hub-Signature-256", "sha512=" + hmac("HmacSHA512", "s3cret", push)},
            {"X-Hub-Signature-256", right.substring(7)},
            {"X-Hub-Signature-256", signature("other", push)},
            {"X-Hub-Signature-256", signature("s3cret", push + " ")},
            {"X-Hub-Signature-256", "s3cret"},
            {"X-Gitlab-Token", "s3cret"},
            {"Authorization", "Bearer " + kapis.administrator()},
        }) {
            assertThat(webhook.push(push, "1", headers).status())
                    .as(String.join(": ", headers))
                    .isEqualTo(401);
        }
        assertThat(runs()).isEmpty();
        assertThat(webhook.push(push, "1", "X-Hub-Signature-256", right, "Cookie", "JSESSIONID=x"))
                .isEqualTo(OK);
        assertThat(runs()).hasSize(1);
    }

    /** Otherwise the author of one pipeline could keep the pushes of a repository from the pipelines of others. */
    @Test
    void theSecretOfOnePipelineDoesNotMatterToAnother() {
        secret("hooks", SECRET_TEXT, "s3cret");
        pipeline("open", Map.of(URL, repository));
        signed("closed", repository);
        pipeline("unknown", Map.of(URL, repository, SECRET, "not-there"));
        pipeline("hostile", Map.of(URL, repository, SECRET, "../../kube-system/secrets/x"));

        assertThat(webhook.push(push, "1", "X-Hub-Signature-256", "sha256=" + "0".repeat(64)))
                .isEqualTo(OK);
        assertThat(onlyRun().getMetadata().getName()).startsWith("open-");
        assertThat(webhook.push(push, "2", "X-Hub-Signature-256", signature("s3cret", push)))
                .isEqualTo(OK);

        assertThat(runs())
                .extracting(run -> run.getMetadata().getName().replaceAll("-.*", ""))
                .containsExactlyInAnyOrder("open", "open", "closed");
    }

    @Test
    void aSecretOfAnotherTypeIsNoSecretOfWebhooks() {
        secret("hooks", "Opaque", "s3cret");
        signed("web", repository);

        assertThat(webhook.push(push, "1", "X-Hub-Signature-256", signature("s3cret", push))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theSecretOfTheSettingsIsForPipelinesWithoutTheirOwn() {
        secret("common", "Opaque", "c0mmon");
        secret("hooks", SECRET_TEXT, "s3cret");
        pipeline("web", Map.of(URL, repository));
        signed("own", repository);
        restart(Set.of(), new WebhookSettings("common", false));
        String other = push.replace("/web", "/nothing");

        assertThat(webhook.push(push, "1").status()).isEqualTo(401);
        assertThat(webhook.push(other, "1").status()).isEqualTo(401);
        assertThat(webhook.push(push, "1", "X-Hub-Signature-256", signature("wrong", push))
                        .status())
                .isEqualTo(401);
        assertThat(webhook.push(other, "1", "X-Hub-Signature-256", signature("c0mmon", other)))
                .isEqualTo(new Answer(200, "no pipeline matched"));
        assertThat(webhook.push(push, "1", "X-Hub-Signature-256", signature("c0mmon", push)))
                .isEqualTo(OK);

        assertThat(onlyRun().getMetadata().getName()).startsWith("web-");
    }

    @Test
    void ifSignaturesAreRequiredNothingStartsWithoutASecret() {
        pipeline("web", Map.of(URL, repository));
        restart(Set.of(), new WebhookSettings("", true));

        assertThat(webhook.push(push, "1").status()).isEqualTo(401);
        assertThat(webhook.push(push.replace("/web", "/nothing"), "1").status()).isEqualTo(401);
        assertThat(runs()).isEmpty();
    }

    @Test
    void whoDoesNotSignIsNotToldWhetherAPipelineIsThere() {
        pipeline("web", Map.of(URL, repository, REF, "[\"release\"]"));

        assertThat(webhook.push(push, "1")).isEqualTo(OK);
        assertThat(webhook.push(push.replace("/web", "/nothing"), "1")).isEqualTo(OK);
    }
}
