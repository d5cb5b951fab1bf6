package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import java.util.List;
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

    @Test
    void aRunIsStartedFollowedAndDeleted() {
        assertThat(kapis.send("POST", pipelines, PIPELINE).status()).isEqualTo(200);
        await("the pipeline is in sync").until(() -> kapis.get(pipelines + "/web")
                .json()
                .at("/metadata/annotations/pipeline.devops.kubesphere.io~1syncstatus")
                .asText()
                .equals("successful"));

        Answer created = kapis.send("POST", pipelines + "/web/pipelineruns", null);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        String run = "/namespaces/" + scenario.namespace + "/pipelineruns/"
                + created.json().at("/metadata/name").asText();
        await("the question, live").untilAsserted(() -> assertThat(
                        approvable(kapis.get(run + "/nodedetails").json()))
                .containsExactly("Ask"));
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

        JsonNode stages = kapis.get(run + "/nodedetails").json();
        assertThat(stages)
                .extracting(stage -> stage.path("displayName").asText())
                .containsExactly("Build", "Ask");
        assertThat(stages).extracting(stage -> stage.path("result").asText()).containsOnly("SUCCESS");
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
}
