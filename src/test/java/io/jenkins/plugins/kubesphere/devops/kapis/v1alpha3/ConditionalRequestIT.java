package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that has an answer already is told so, and a change is told at once. */
class ConditionalRequestIT extends KapisProjectTestCase {
    private static final String STATUS = "devops.kubesphere.io/jenkins-pipelinerun-status";
    private static final String STAGES = "devops.kubesphere.io/jenkins-pipelinerun-stages-status";

    private String pipelines;
    private String run;

    @BeforeEach
    void createRun() {
        pipelines = project + "/pipelines";
        kapis.send("POST", pipelines, """
                {"metadata": {"name": "web"}, "spec": {"type": "pipeline", "pipeline": {"name": "web", "jenkinsfile": "echo 1"}}}""");
        await("the pipeline").until(() -> kapis.get(pipelines + "/web").status() == 200);
        Answer created = kapis.send("POST", pipelines + "/web/pipelineruns", null);
        run = created.json().at("/metadata/name").asText();
        await("the run").until(() -> kapis.get(runPath()).status() == 200);
    }

    private String runPath() {
        return project + "/pipelineruns/" + run;
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() {
        for (String path : new String[] {
            "/workspaces/w/namespaces",
            pipelines,
            pipelines + "/web",
            pipelines + "/web/pipelineruns?backward=false&page=1&limit=10",
            runPath(),
            runPath() + "/nodedetails",
            project + "/credentials"
        }) {
            Answer first = kapis.get(path);
            assertThat(first.header("ETag")).as(path).matches("\"[0-9a-f]{32}\"");
            assertThat(first.body()).as(path).doesNotContain("\"managedFields\":[{");

            Answer second = kapis.get(path, Map.of("If-None-Match", first.header("ETag")));

            assertThat(second.status()).as(path).isEqualTo(304);
            assertThat(second.body()).isEmpty();
            assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(second.header("Cache-Control")).isEqualTo("no-cache, private");
        }
    }

    @Test
    void eachChangeMakesAnotherTag() {
        expectAnotherTag(pipelines + "/web/pipelineruns", STATUS, "{\"state\":\"RUNNING\"}");
        expectAnotherTag(runPath(), STATUS, "{\"state\":\"PAUSED\"}");
        expectAnotherTag(runPath() + "/nodedetails", STAGES, "[{\"id\":\"3\"}]");
        assertThat(kapis.get(runPath() + "/nodedetails").body()).isEqualTo("[{\"id\":\"3\"}]");
    }

    private void expectAnotherTag(String path, String annotation, String value) {
        String before = kapis.get(path).header("ETag");
        client.resources(PipelineRun.class).inNamespace(namespace).withName(run).edit(found -> {
            found.getMetadata().getAnnotations().put(annotation, value);
            return found;
        });
        await("another answer at " + path).untilAsserted(() -> assertThat(
                        kapis.get(path, Map.of("If-None-Match", before)).status())
                .isEqualTo(200));
    }

    @Test
    void aTagOpensNothing() {
        String tag = kapis.get(runPath()).header("ETag");

        assertThat(kapis.send(null, "GET", runPath(), null).status()).isEqualTo(401);
        assertThat(kapis.get(project + "/pipelineruns/none", Map.of("If-None-Match", "*"))
                        .status())
                .as("what does not exist is not unchanged")
                .isEqualTo(404);
        assertThat(kapis.get(runPath(), Map.of("If-None-Match", tag + "x")).status())
                .isEqualTo(200);
    }

    /** What somebody else stored must not break the answer. */
    @Test
    void storedStagesThatAreNoArrayAreNotShown() {
        for (String stored : new String[] {"{}", "[1", "[1] x", "text", "null", "7"}) {
            client.resources(PipelineRun.class)
                    .inNamespace(namespace)
                    .withName(run)
                    .edit(found -> {
                        found.getMetadata().getAnnotations().put(STAGES, stored);
                        return found;
                    });
            await("the stored text").until(() -> kapis.get(project + "/pipelines/web/pipelineruns")
                    .json()
                    .at("/items/0/metadata/annotations")
                    .path(STAGES)
                    .asText()
                    .equals(stored));
            assertThat(kapis.get(runPath() + "/nodedetails").body()).as(stored).isEqualTo("[]");
        }
    }

    @Test
    void stagesInAConfigMapThatAreNoArrayAreNotShown() {
        PipelineRun owner = client.resources(PipelineRun.class)
                .inNamespace(namespace)
                .withName(run)
                .get();
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(run)
                        .withNamespace(namespace)
                        .addNewOwnerReference()
                        .withApiVersion(owner.getApiVersion())
                        .withKind(owner.getKind())
                        .withName(run)
                        .withUid(owner.getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .addToData(Map.of("status", "{\"state\":\"RUNNING\"}", "stage", "{}"))
                        .build())
                .create();

        await("the ConfigMap is read").until(() -> kapis.get(runPath()).body().contains("RUNNING"));
        assertThat(kapis.get(runPath() + "/nodedetails").body()).isEqualTo("[]");
    }
}
