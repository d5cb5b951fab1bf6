package io.jenkins.plugins.kubesphere.devops.kapis.pipeline;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineDocumentRoutesIT extends KapisProjectTestCase {
    private String pipelines;

    @BeforeEach
    void createPipelines() {
        pipelines = "/kapis/devops.kubesphere.io/v1alpha2" + project + "/pipelines/";
        create("""
                {"metadata": {"name": "web"}, "spec": {"type": "pipeline", "pipeline": {"name": "web", "jenkinsfile": "echo 1"}}}""");
        create("""
                {"metadata": {"name": "branches"}, "spec": {"type": "multi-branch-pipeline", "multi_branch_pipeline":
                 {"name": "branches", "source_type": "git", "script_path": "Jenkinsfile", "git_source": {"url": "https://git.example.com/a.git"}}}}""");
    }

    private void create(String pipeline) {
        Answer created = kapis.send("POST", project + "/pipelines", pipeline);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
    }

    private void annotate(String pipeline, Map<String, String> annotations) {
        client.resources(Pipeline.class)
                .inNamespace(namespace)
                .withName(pipeline)
                .edit(found -> {
                    found.getMetadata().getAnnotations().putAll(annotations);
                    return found;
                });
        String last = annotations.values().iterator().next();
        await("the annotations").until(() -> kapis.get(project + "/pipelines/" + pipeline)
                .json()
                .at("/metadata/annotations")
                .toString()
                .contains(last.replace("\"", "\\\"").substring(0, 20)));
    }

    @Test
    void aPipelineHasTheJsonOfBlueOcean() {
        assertThat(kapis.get(pipelines + "web/").json().path("weatherScore").asInt())
                .as("before Jenkins has built anything")
                .isEqualTo(100);
        annotate("web", Map.of(PipelineAnnotations.METADATA, """
                        {"weatherScore":80,"estimatedDurationInMillis":3000,"name":"other","disabled":true,"unknown":1,
                         "parameters":[{"name":"PERSON","type":"string","value":"","defaultParameterValue":{"name":"PERSON","value":"x"}}]}"""));

        JsonNode web = kapis.get(pipelines + "web").json();

        assertThat(web.path("_class").asText()).isEqualTo("io.jenkins.blueocean.rest.impl.pipeline.PipelineImpl");
        assertThat(web.at("/_links/runs/href").asText()).isEqualTo(pipelines + "web/runs/");
        assertThat(web.path("fullName").asText()).isEqualTo(namespace + "/web");
        assertThat(web.path("name").asText()).isEqualTo("web");
        assertThat(web.path("weatherScore").asInt()).isEqualTo(80);
        assertThat(web.path("disabled").asBoolean()).isTrue();
        assertThat(web.at("/parameters/0/defaultParameterValue/value").asText()).isEqualTo("x");
        assertThat(web.has("unknown")).isFalse();
        annotate("web", Map.of(PipelineAnnotations.METADATA, "{\"weatherScore\": [\"wrong\"]}"));
        assertThat(kapis.get(pipelines + "web").json().path("weatherScore").asInt())
                .isEqualTo(100);
    }

    @Test
    void aNameIsCheckedBeforeAPipelineGetsIt() {
        assertThat(kapis.get(pipelines + "web?check=true").body()).isEqualTo("{\"exist\":true}");
        assertThat(kapis.get(pipelines + "none?check=true").body()).isEqualTo("{\"exist\":false}");
        assertThat(kapis.get(pipelines + "none").body())
                .isEqualTo("pipelines.devops.kubesphere.io \"none\" not found\n");
        assertThat(kapis.get(pipelines + "web?check=yes").status()).isEqualTo(400);
    }

    @Test
    void branchesHaveTheJsonOfBlueOcean() {
        annotate("branches", Map.of(PipelineAnnotations.BRANCHES, """
                        [{"name":"main","rawName":"main","weatherScore":100,
                          "latestRun":{"id":"3","result":"SUCCESS","state":"FINISHED","pipeline":"main",
                            "startTime":"2026-11-21T08:00:01Z","endTime":"2026-11-21T08:00:04Z","durationInMillis":3000,
                            "causes":[{"shortDescription":"a push"}]}},
                         {"name":"feat%2Fx","rawName":"feat/x","weatherScore":0},
                         {"name":"PR-7","rawName":"PR-7","weatherScore":0,
                          "pullRequest":{"id":"7","author":"a","title":"t","url":"https://git.example.com/7"}}, null, 7]"""));

        JsonNode all = kapis.get(pipelines + "branches/branches/").json();
        assertThat(all.findValuesAsText("displayName")).containsExactly("main", "feat/x", "PR-7");
        JsonNode main = all.get(0);
        assertThat(main.path("fullName").asText()).isEqualTo(namespace + "/branches/main");
        assertThat(main.at("/latestRun/startTime").asText()).isEqualTo("2026-11-21T08:00:01.000+0000");
        assertThat(main.at("/latestRun/result").asText()).isEqualTo("SUCCESS");
        assertThat(kapis.get(pipelines + "branches/branches?filter=origin&start=1&limit=1")
                        .json()
                        .findValuesAsText("name"))
                .containsExactly("feat%2Fx");
        assertThat(kapis.get(pipelines + "branches/branches?filter=pull-requests")
                        .json()
                        .at("/0/pullRequest/id")
                        .asText())
                .isEqualTo("7");
        for (String name : new String[] {"feat%2Fx", "feat%252Fx"}) {
            assertThat(kapis.get(pipelines + "branches/branches/" + name)
                            .json()
                            .at("/_links/runs/href")
                            .asText())
                    .isEqualTo(pipelines + "branches/branches/feat%252Fx/runs/");
        }
        assertThat(kapis.get(pipelines + "branches/branches/none").status()).isEqualTo(404);
        assertThat(kapis.get(pipelines + "web/branches").status()).isEqualTo(400);
    }

    /** Whoever may edit the annotations of a pipeline may have written something else. */
    @Test
    void aBranchOfAnotherFormIsLeftOutAndTheOthersAreShown() {
        annotate("branches", Map.of(PipelineAnnotations.BRANCHES, """
                        [{"name":"main","weatherScore":["wrong"]},{"name":"feat%2Fx","rawName":"feat/x"},"none"]"""));

        JsonNode branches = kapis.get(pipelines + "branches/branches").json();

        assertThat(branches.findValuesAsText("displayName")).containsExactly("feat/x");
        assertThat(kapis.get(pipelines + "branches/branches/main").status()).isEqualTo(404);
        assertThat(kapis.get(pipelines + "branches/branches/main").body())
                .startsWith("Branch main was not found: the annotation " + PipelineAnnotations.BRANCHES);
    }
}
