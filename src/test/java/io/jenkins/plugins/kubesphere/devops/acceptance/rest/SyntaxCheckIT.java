package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Jenkins says of a Jenkinsfile and a cron expression that nobody has saved. */
class SyntaxCheckIT extends AcceptanceTestCase {
    private static final String PIPELINE = """
            {"metadata": {"name": "web"}, "spec": {"type": "pipeline", "pipeline": {"name": "web", "jenkinsfile": "echo 1"}}}""";

    private KapisClient kapis;
    private String project;

    @Override
    @BeforeEach
    public void start(AcceptanceTargetFactory targets) {
        JenkinsDistribution.assumeGiven();
        super.start(targets);
        kapis = new KapisClient(scenario.target.restApi(), KapisClient.tokenOf(scenario.target.administrator()));
        String pipelines = "/namespaces/" + scenario.namespace + "/pipelines";
        await("the objects of the cluster").until(() -> kapis.get(pipelines).status() == 200);
        assertThat(kapis.send("POST", pipelines, PIPELINE).status()).isEqualTo(200);
        project = "/kapis/devops.kubesphere.io/v1alpha2/namespaces/" + scenario.namespace;
        await("the job")
                .until(() -> checkScript("echo 1").path("status").asText().equals("success"));
    }

    private JsonNode checkScript(String script) {
        Answer answer = kapis.send(
                "POST",
                project + "/pipelines/web/checkScriptCompile",
                JsonNodeFactory.instance.objectNode().put("value", script).toString());
        return answer.status() == 404
                ? JsonNodeFactory.instance.objectNode().put("status", answer.body())
                : answer.json();
    }

    @Test
    void aJenkinsfileThatDoesNotCompileHasAPlace() {
        assertThat(checkScript("pipeline { agent any; stages { stage('a') { steps { echo '1' } } } }")
                        .path("status")
                        .asText())
                .isEqualTo("success");
        JsonNode open = checkScript("node {\n  echo 'a'\n");
        assertThat(open.path("status").asText()).isEqualTo("fail");
        assertThat(open.path("line").asInt()).isBetween(2, 3);
        assertThat(open.path("message").asText()).isNotEmpty();
        JsonNode wrong = checkScript("pipeline {\n  agent any\n  stages { stage('a') { steps { echo = = 'a' } } }\n}");
        assertThat(wrong.path("line").asInt()).as(wrong.toString()).isEqualTo(3);
        assertThat(wrong.path("column").asInt()).isPositive();
    }

    /** The compiler is the plugin's own, with what it refuses because it would run at compile time. */
    @Test
    void nothingOfAJenkinsfileRunsWhileItIsCompiled() throws Exception {
        Path proof = Files.createTempDirectory("syntax").resolve("proof");
        String write = "new File('" + proof + "').text = 'ran'";

        checkScript("class A { static { " + write + " } }\nnew A()");
        checkScript("@groovy.transform.ASTTest(value = { " + write + " })\nclass B {}");
        checkScript("@groovy.transform.CompileStatic\n@groovy.transform.ASTTest(value = { " + write + " }) def c() {}");

        assertThat(proof).doesNotExist();
        assertThat(checkScript("@groovy.transform.ASTTest(value = { assert true })\nclass B {}")
                        .path("status")
                        .asText())
                .isEqualTo("fail");
        assertThat(checkScript("@Grab('org.example:a:1')\nimport a.B")
                        .path("status")
                        .asText())
                .isEqualTo("fail");
    }

    /** Each takes the parser long, or needs much stack. */
    @Test
    void hostileJenkinsfilesDoNotBlock() {
        assertThat(checkScript("(".repeat(50_000)).path("status").asText()).isEqualTo("fail");
        assertThat(checkScript("[".repeat(20_000) + "]".repeat(20_000))
                        .path("status")
                        .asText())
                .isEqualTo("fail");
        assertThat(checkScript("x = 1\n".repeat(200_000)).path("message").asText())
                .isEqualTo("the Jenkinsfile has more than 1048576 bytes; shorten it");
        assertThat(checkScript("x = 1\n".repeat(30_000)).path("status").asText())
                .as("a method that is too large")
                .isEqualTo("fail");
        await("the parser has ended")
                .until(() -> checkScript("echo 1").path("status").asText().equals("success"));
    }

    @Test
    void aCronExpressionIsExplained() {
        JsonNode nightly = checkCron("H 2 * * *");
        assertThat(nightly.path("result").asText()).as(nightly.toString()).isEqualTo("ok");
        Instant next = Instant.parse(nightly.path("nextTime").asText());
        assertThat(Duration.between(Instant.now(), next)).isBetween(Duration.ZERO, Duration.ofHours(25));
        assertThat(Duration.between(Instant.parse(nightly.path("lastTime").asText()), next))
                .isEqualTo(Duration.ofDays(1));
        assertThat(checkCron("* * * * *").path("result").asText()).isEqualTo("warning");
        assertThat(checkCron("0 0 31 2 *").path("message").asText()).contains("rarely (29 February) or never");
        assertThat(checkCron("61 * * * *").path("result").asText()).isEqualTo("error");
        assertThat(checkCron("").path("result").asText()).isEqualTo("error");
        assertThat(checkCron("TZ=Nowhere/City\nH 2 * * *").path("result").asText())
                .isEqualTo("error");
        assertThat(checkCron("0 0 31 2 *\n".repeat(300)).path("result").asText())
                .isEqualTo("warning");
        assertThat(checkCron("H H H H H\n".repeat(1_000)).path("message").asText())
                .contains("but at most 4096 are read");
    }

    private JsonNode checkCron(String cron) {
        return kapis.send(
                        "POST",
                        project + "/checkCron",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("pipelineName", "web")
                                .put("cron", cron)
                                .toString())
                .json();
    }
}
