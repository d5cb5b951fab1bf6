package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.PushSender;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.kapis.support.EventStreamClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pipeline from its creation to the end of its run, with nothing but the REST API. */
class RestApiIT extends AcceptanceTestCase {
    private static final String PIPELINE = """
            {"metadata": {"name": "web"}, "spec": {"type": "pipeline", "pipeline": {"name": "web", "jenkinsfile":
             "pipeline { agent any; stages {\\n stage('Build') { steps { echo 'built' } }\\n stage('Ask') { steps { input message: 'Go on?', id: 'Go' } } } }"}}}
            """;

    private KapisClient kapis;
    private String pipelines;

    @BeforeEach
    void openApi() {
        kapis = new KapisClient(scenario.target.restApi(), KapisClient.tokenOf(scenario.target.administrator()));
        pipelines = "/namespaces/" + scenario.namespace + "/pipelines";
        await("the objects of the cluster").until(() -> kapis.get(pipelines).status() == 200);
    }

    private void createPipeline() {
        assertThat(kapis.send("POST", pipelines, PIPELINE).status()).isEqualTo(200);
        await("the pipeline is in sync").until(() -> kapis.get(pipelines + "/web")
                .json()
                .at("/metadata/annotations/pipeline.devops.kubesphere.io~1syncstatus")
                .asText()
                .equals("successful"));
    }

    /** What the run pages of the console do. */
    @Test
    void buildsAreStartedAnsweredStoppedAndReplayedByNumber() {
        createPipeline();
        String builds = "/kapis/devops.kubesphere.io/v1alpha2" + pipelines + "/web/runs";

        JsonNode first =
                kapis.send("POST", builds + "/", "{\"parameters\": []}").json();
        assertThat(first.path("id").asText()).as(first.toString()).isEqualTo("1");
        String question = awaitQuestion(builds + "/1");
        assertThat(kapis.send("POST", question, "{\"id\": \"Other\"}").body())
                .isEqualTo("the step asks \"Go\", and the answer is for \"Other\"; send {\"id\": \"Go\"}\n");
        Answer answered = kapis.send("POST", question, "{\"id\": \"Go\", \"abort\": false}");
        assertThat(answered.status() + answered.body()).isEqualTo("200");
        awaitResult(builds + "/1", "SUCCESS");
        assertThat(kapis.get(builds + "/1/log/?start=0").body())
                .contains("built")
                .endsWith("Finished: SUCCESS\n");
        Answer again = kapis.send("POST", question, "{\"id\": \"Go\", \"abort\": false}");
        assertThat(again.status() + " " + again.body())
                .as("what was answered before, perhaps a moment ago")
                .matches("400 \\{\"allow\":\"false\",\"message\":\"the step '.*' is not approvable\"}"
                        + "|409 .* does not wait for an answer to .*\\s+");

        JsonNode second = kapis.send("POST", builds + "/1/replay", "{}").json();
        assertThat(second.path("id").asText()).as(second.toString()).isEqualTo("2");
        kapis.send("POST", awaitQuestion(builds + "/2"), "{\"id\": \"Go\", \"abort\": true}");
        awaitResult(builds + "/2", "ABORTED");

        kapis.send("POST", builds, null);
        awaitQuestion(builds + "/3");
        Answer stopped = kapis.send("POST", builds + "/3/stop/?blocking=true&timeOutInSecs=10", "{}");
        assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
        awaitResult(builds + "/3", "ABORTED");
        assertThat(kapis.send("POST", builds + "/3/stop", null)
                        .json()
                        .path("result")
                        .asText())
                .as("a build that has ended stays as it is")
                .isEqualTo("ABORTED");
        assertThat(kapis.get(builds + "/?limit=10").json().path("items").findValuesAsText("id"))
                .containsExactly("3", "2", "1");
    }

    /** Waits for a step that the caller may answer, and returns the path of the answer. */
    private String awaitQuestion(String build) {
        String path = build + "/nodesdetail/";
        await("the question of " + build)
                .until(() ->
                        kapis.get(path).json().findValuesAsText("aprovable").contains("true"));
        for (JsonNode node : kapis.get(path).json()) {
            for (JsonNode step : node.path("steps")) {
                if (step.path("aprovable").asBoolean()) {
                    return build + "/nodes/" + node.path("id").asText() + "/steps/"
                            + step.path("id").asText() + "/";
                }
            }
        }
        throw new AssertionError("no step of " + build + " is approvable");
    }

    private void awaitResult(String build, String result) {
        await("the end of " + build)
                .until(() -> kapis.get(build).json().path("result").asText(), result::equals);
    }

    @Test
    void aRunIsStartedFollowedAndDeleted() {
        createPipeline();

        Answer created = kapis.send("POST", pipelines + "/web/pipelineruns", null);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        String run = "/namespaces/" + scenario.namespace + "/pipelineruns/"
                + created.json().at("/metadata/name").asText();
        EventStreamClient stages =
                EventStreamClient.open(kapis.address(), kapis.administrator(), run + "/nodedetails?watch=true", "");
        await("the question, live").untilAsserted(() -> assertThat(
                        approvable(kapis.get(run + "/nodedetails").json()))
                .containsExactly("Ask"));
        await("the run, live").untilAsserted(() -> assertThat(kapis.get(run)
                        .json()
                        .at("/metadata/annotations/devops.kubesphere.io~1jenkins-pipelinerun-status")
                        .asText())
                .contains("\"state\":\"PAUSED\""));
        await("the question is pushed")
                .untilAsserted(() -> assertThat(stages.lines()).anyMatch(line -> line.contains("\"approvable\":true")));
        assertThat(kapis.send("DELETE", run, null).status())
                .as("a run that is not over")
                .isEqualTo(400);
        JsonNode metadata = created.json().path("metadata");
        scenario.target.proceed(
                scenario.job("web"),
                new PipelineRunRef(
                        scenario.namespace,
                        metadata.path("name").asText(),
                        metadata.path("uid").asText()),
                "Go");
        await("the end").until(() -> kapis.get(run).json().at("/status/phase").asText(), "Succeeded"::equals);
        assertThat(stages.header("Content-Type")).isEqualTo("text/event-stream;charset=utf-8");
        await("the end is pushed").untilAsserted(() -> assertThat(stages.lines().stream()
                        .filter(line -> line.startsWith("data:"))
                        .reduce((first, second) -> second))
                .get()
                .asString()
                .contains("\"displayName\":\"Ask\"")
                .doesNotContain("\"state\":\"PAUSED\"", "\"result\":\"UNKNOWN\""));
        stages.close();

        JsonNode ended = kapis.get(run + "/nodedetails").json();
        assertThat(ended)
                .extracting(stage -> stage.path("displayName").asText())
                .containsExactly("Build", "Ask");
        assertThat(ended).extracting(stage -> stage.path("result").asText()).containsOnly("SUCCESS");
        JsonNode list = kapis.get(pipelines + "/web/pipelineruns?backward=false&page=1&limit=10")
                .json();
        assertThat(list.at("/items/0/metadata/annotations/devops.kubesphere.io~1jenkins-pipelinerun-id")
                        .asText())
                .isEqualTo("1");
        assertThat(list.at("/items/0/metadata/annotations/devops.kubesphere.io~1jenkins-pipelinerun-status")
                        .asText())
                .contains("\"state\":\"FINISHED\"", "\"result\":\"SUCCESS\"");
        assertThat(kapis.send("DELETE", run, null).status()).isEqualTo(200);
        await("404").until(() -> kapis.get(run).status() == 404);
    }

    @Test
    void whoHasNoTokenGetsNothingAndChangesNothing() {
        for (String token : new String[] {null, "wrong", "a.b.c"}) {
            assertThat(kapis.send(token, "GET", pipelines, null).status()).isEqualTo(401);
            assertThat(kapis.send(token, "POST", pipelines, PIPELINE).status()).isIn(401, 403);
            assertThat(kapis.send(token, "DELETE", pipelines + "/web", null).status())
                    .isIn(401, 403);
        }
        assertThat(kapis.get(pipelines).body()).isEqualTo("{\"items\":[],\"totalItems\":0}");
    }

    @Test
    void aPushStartsARun() {
        String repository = "https://github.com/" + scenario.namespace + "/web";
        kapis.send(
                "POST",
                pipelines,
                PIPELINE.replace("input message: 'Go on?', id: 'Go'", "echo 'asked'")
                        .replace(
                                "\"name\": \"web\"}, \"spec\"",
                                "\"name\": \"web\", \"annotations\": {\"scm.devops.kubesphere.io\": \"" + repository
                                        + "\"}}, \"spec\""));
        await("the pipeline").until(() -> kapis.get(pipelines + "/web").status() == 200);

        assertThat(PushSender.push(scenario.target.restApi(), repository + ".git"))
                .isEqualTo("200 ok");

        await("the end of the run")
                .until(
                        () -> kapis.get(pipelines + "/web/pipelineruns")
                                .json()
                                .at("/items/0/status/phase")
                                .asText(),
                        "Succeeded"::equals);
    }

    @Test
    void aBranchWithASlashComesThroughTheServer() {
        assertThat(kapis.get(pipelines + "/web/branches/feat%252Fx").body())
                .isEqualTo("pipelines.devops.kubesphere.io \"web\" not found\n");
        assertThat(kapis.get(pipelines + "/feat%2Fx").body()).isEqualTo("there is no object of this name here\n");
    }

    /** Names of the stages that have a step which the caller may answer. */
    private static List<String> approvable(JsonNode stages) {
        return StreamSupport.stream(stages.spliterator(), false)
                .filter(stage -> StreamSupport.stream(stage.path("steps").spliterator(), false)
                        .anyMatch(step -> step.path("approvable").asBoolean()))
                .map(stage -> stage.path("displayName").asText())
                .toList();
    }

    /** From its first line to its last, while the build runs; and once more from where a client has stopped. */
    @Test
    void aLogIsFollowedWhileTheBuildRuns() {
        createPipeline();
        String builds = "/kapis/devops.kubesphere.io/v1alpha2" + pipelines + "/web/runs";
        kapis.send("POST", builds + "/", "{\"parameters\": []}");
        String question = awaitQuestion(builds + "/1");
        String path = builds + "/1/log/?start=0&follow=true";

        String all;
        try (EventStreamClient log = EventStreamClient.openAt(kapis.address(), kapis.administrator(), path, "")) {
            log.awaitLine("built");
            kapis.send("POST", question, "{\"id\": \"Go\", \"abort\": false}");
            log.awaitLine("event: end");
            all = textOf(log);
        }

        assertThat(all).isEqualTo(kapis.get(builds + "/1/log/?start=0").body()).endsWith("Finished: SUCCESS\n");
        try (EventStreamClient rest = EventStreamClient.openAt(
                kapis.address(), kapis.administrator(), path.replace("start=0", "start=20"), "")) {
            rest.awaitLine("event: end");
            assertThat(textOf(rest))
                    .isEqualTo(kapis.get(builds + "/1/log/?start=20").body());
        }
    }

    private static String textOf(EventStreamClient log) {
        return log.lines().stream()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> new Answer(200, line.substring("data: ".length()))
                        .json()
                        .path("text")
                        .asText())
                .collect(Collectors.joining());
    }
}
