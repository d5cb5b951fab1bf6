package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the stages in the ConfigMap of a run with what Blue Ocean answers for the same build. */
class StoredStagesIT {
    private static final List<String> PLUGINS = List.of("blueocean-rest-impl", "blueocean-pipeline-api-impl");

    private static ControllerTarget target;
    private static AcceptanceTestProject scenario;

    private static final String STAGES = """
            pipeline {
              agent any
              stages {
                stage('Build') { steps { echo 'building'; sh 'true' } }
                stage('Skipped') {
                  when { expression { false } }
                  steps { echo 'never' }
                }
                stage('Outer') {
                  stages {
                    stage('Inner 1') { steps { echo 'one' } }
                    stage('Inner 2') { steps { echo 'two' } }
                  }
                }
                stage('Test') {
                  parallel {
                    stage('Unit') { steps { echo 'unit' } }
                    stage('Slow') {
                      stages {
                        stage('Slow 1') { steps { echo 'slow' } }
                        stage('Slow 2') { steps { echo 'slower' } }
                      }
                    }
                  }
                }
                stage('Ask') {
                  steps {
                    input message: 'Go on?', id: 'Go', parameters: [string(name: 'VERSION', defaultValue: '1'),
                      password(name: 'KEY', defaultValue: 's3cret-key')]
                  }
                }
                stage('Deploy') {
                  steps { echo 'deploying'; error 'no disk' }
                  post { always { echo 'cleaned' } }
                }
                stage('Report') { steps { echo 'never' } }
              }
              post { failure { echo 'failed' } }
            }""";

    @BeforeAll
    static void startController() {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        files.assumeHasPlugins(PLUGINS);
        target = ControllerTarget.install(files, PLUGINS);
        scenario = AcceptanceTestProject.start(target);
    }

    @AfterAll
    static void close() {
        if (scenario != null) {
            scenario.close();
        }
    }

    @Test
    void theStagesOfADeclarativePipelineEqualThoseOfBlueOcean() {
        scenario.createPipeline("web", STAGES);
        PipelineRun run = scenario.createRun("web-1", "web");
        awaitStages(run, stages -> find(stages, "Ask").path("state").asText().equals("PAUSED"));
        JsonNode paused = stages(run);

        assertThat(started(paused)).isEqualTo(started(blueOcean("web")));
        assertThat(find(paused, "Report").path("id").asText()).isEqualTo("planned-7");
        JsonNode question = find(paused, "Ask").path("steps").path(0).path("input");
        assertThat(question.path("message").asText()).isEqualTo("Go on?");
        assertThat(question.path("parameters"))
                .extracting(parameter -> parameter.path("name").asText())
                .containsExactly("VERSION", "KEY");
        assertThat(paused.toString()).doesNotContain("s3cret-key");

        scenario.target.proceed(scenario.job("web"), AcceptanceTestProject.ref(run), "Go");
        scenario.awaitEnd(run);

        assertThat(started(stages(run))).isEqualTo(started(blueOcean("web")));
        assertThat(find(stages(run), "Deploy").path("result").asText()).isEqualTo("FAILURE");
    }

    @Test
    void theStagesOfAResumedBuildAreComplete() {
        scenario.createPipeline("resumed", STAGES);
        PipelineRun run = scenario.createRun("resumed-1", "resumed");
        awaitStages(run, stages -> find(stages, "Ask").path("state").asText().equals("PAUSED"));
        JsonNode before = stages(run);

        scenario.restart();
        scenario.target.proceed(scenario.job("resumed"), AcceptanceTestProject.ref(run), "Go");
        scenario.awaitEnd(run);

        assertThat(started(stages(run))).isEqualTo(started(blueOcean("resumed")));
        assertThat(find(stages(run), "Slow 2").path("steps"))
                .isEqualTo(find(before, "Slow 2").path("steps"));
    }

    @Test
    void parallelsInScriptedStagesInsideOfAStageEqualThoseOfBlueOcean() {
        scenario.createPipeline("nested", """
                node {
                  stage('Before') { echo 'before' }
                  stage('Test') {
                    stage('A') { parallel(a1: { echo 'a1' }, a2: { echo 'a2' }) }
                    stage('B') { parallel(b1: { echo 'b1' }, b2: { echo 'b2' }) }
                  }
                  stage('After') { echo 'after' }
                }""");
        PipelineRun run = scenario.awaitEnd(scenario.createRun("nested-1", "nested"));

        assertThat(started(stages(run))).isEqualTo(started(blueOcean("nested")));
    }

    private interface StagesCondition {
        boolean isMet(JsonNode stages);
    }

    private void awaitStages(PipelineRun run, StagesCondition condition) {
        Await.await("the stages of " + run.getMetadata().getName())
                .until(() -> configMap(run).isPresent() && condition.isMet(stages(run)));
    }

    private Optional<ConfigMap> configMap(PipelineRun run) {
        return Optional.ofNullable(scenario.client
                        .configMaps()
                        .inNamespace(scenario.namespace)
                        .withName(run.getMetadata().getName())
                        .get())
                .filter(found -> found.getData() != null && found.getData().containsKey("stage"));
    }

    private JsonNode stages(PipelineRun run) {
        return parse(configMap(run).orElseThrow().getData().get("stage"));
    }

    private JsonNode blueOcean(String pipeline) {
        return parse(target.controller()
                .http()
                .getText("blue/rest/organizations/jenkins/pipelines/" + scenario.namespace + "/pipelines/" + pipeline
                        + "/runs/1/nodes/?limit=10000"));
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode find(JsonNode stages, String name) {
        for (JsonNode stage : stages) {
            if (stage.path("displayName").asText().equals(name)) {
                return stage;
            }
        }
        return stages.path(-1);
    }

    /** What both must agree on. Blue Ocean reports a stage that has others inside as succeeded, whatever they do. */
    private static List<String> started(JsonNode stages) {
        List<String> lines = new ArrayList<>();
        for (JsonNode stage : stages) {
            if (stage.hasNonNull("state")) {
                List<String> edges = new ArrayList<>();
                stage.path("edges").forEach(edge -> edges.add(edge.path("id").asText()));
                edges.removeIf(edge -> edge.startsWith("planned-"));
                boolean hasInner = List.of("Outer", "Test")
                        .contains(stage.path("displayName").asText());
                lines.add("%s %s %s %s after %s before %s"
                        .formatted(
                                stage.path("id").asText(),
                                stage.path("type").asText(),
                                stage.path("displayName").asText(),
                                hasInner
                                        ? ""
                                        : stage.path("state").asText() + "/"
                                                + stage.path("result").asText(),
                                stage.path("firstParent").asText("none"),
                                edges));
            }
        }
        return lines;
    }
}
