package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.acceptance.rest.BlueOceanComparator.compare;
import static io.jenkins.plugins.kubesphere.devops.acceptance.rest.BlueOceanComparator.started;
import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares a build, its stages, its steps and their logs with those of Blue Ocean. Needs a real controller. */
class BlueOceanComparisonIT {
    private static final String WEB = "web";

    private static final String STAGES = """
            pipeline {
              agent any
              stages {
                stage('Build') { steps { echo 'building'; sh 'printf "one\\\\ntwo\\\\n"' } }
                stage('Skipped') {
                  when { expression { false } }
                  steps { echo 'never' }
                }
                stage('Test') {
                  parallel {
                    stage('Unit') { steps { echo 'unit é' } }
                    stage('Slow') { steps { unstable 'slow' } }
                  }
                }
                stage('Ask') {
                  steps {
                    input message: 'Go on?', id: 'Go', parameters: [string(name: 'VERSION', defaultValue: '1')]
                  }
                }
                stage('Deploy') { steps { archiveArtifacts artifacts: 'none', allowEmptyArchive: true; sh 'exit 3' } }
              }
            }""";

    private static BlueOceanController controller;

    @BeforeAll
    static void startController() {
        controller = BlueOceanController.start();
    }

    @AfterAll
    static void close() {
        if (controller != null) {
            controller.close();
        }
    }

    @Test
    void buildsStagesStepsAndLogsEqualThoseOfBlueOcean() {
        controller.scenario().createPipeline("web", STAGES);
        PipelineRun run = controller.scenario().createRun("web-1", "web");
        await("the question")
                .until(() ->
                        ours("runs/1/nodesdetail").findValuesAsText("state").contains("PAUSED"));

        compareBuild(false);

        controller.scenario().target.proceed(controller.scenario().job("web"), AcceptanceTestProject.ref(run), "Go");
        controller.scenario().awaitEnd(run);
        await("the end of the log")
                .until(() -> log("runs/1/log/?start=0").body().contains("Finished: FAILURE"));

        compareBuild(true);
        assertThat(ours("runs").at("/items/0")).isEqualTo(ours("runs/1"));
        assertThat(ours("runs").path("totalItems").asInt()).isEqualTo(1);
    }

    private static void compareBuild(boolean hasEnded) {
        await("the state of the build")
                .until(() -> ours("runs/1").path("state"), blueOcean("runs/1/").path("state")::equals);
        compare(ours("runs/1"), blueOcean("runs/1/"), hasEnded);
        JsonNode nodes = started(ours("runs/1/nodes/?limit=10000"));
        compare(nodes, started(blueOcean("runs/1/nodes/?limit=10000")), hasEnded);
        for (JsonNode node : nodes) {
            String path = "runs/1/nodes/" + node.path("id").asText();
            JsonNode steps = ours(path + "/steps/");
            if (!node.path("displayName").asText().equals("Test")) {
                compare(steps, blueOcean(path + "/steps/"), hasEnded);
            }
            if (hasEnded) {
                steps.forEach(
                        step -> compareLog(path + "/steps/" + step.path("id").asText() + "/log/"));
                // Blue Ocean fails with 500 here.
                assertThat(log(path + "/log/").body())
                        .isEqualTo(StreamSupport.stream(steps.spliterator(), false)
                                .map(step -> log(path + "/steps/"
                                                + step.path("id").asText() + "/log/")
                                        .body())
                                .collect(Collectors.joining()));
            }
        }
        if (hasEnded) {
            compareLog("runs/1/log/");
            compareLog("runs/1/log/?start=0");
            compareLog("runs/1/log/?start=40");
            // Blue Ocean begins inside of a line, perhaps even inside of a console note.
            assertThat(log("runs/1/log/?thresholdInKB=1").body().lines().toList())
                    .isEqualTo(
                            text("runs/1/log/?thresholdInKB=1").lines().skip(1).toList());
            assertThat(log("runs/1/log/?download=true").header("Content-Disposition"))
                    .isEqualTo("attachment; filename=log.txt");
        } else {
            assertThat(log("runs/1/log/?start=0").header("X-More-Data")).isEqualTo("true");
        }
    }

    private static void compareLog(String path) {
        Answer own = log(path);
        assertThat(own.body().lines().toList())
                .as(path)
                .isEqualTo(text(path).lines().toList());
        assertThat(own.header("X-More-Data")).as("of %s, which has ended", path).isEmpty();
    }

    private static Answer log(String path) {
        return controller.answer(WEB, path);
    }

    private static JsonNode ours(String path) {
        return controller.ours(WEB, path);
    }

    private static JsonNode blueOcean(String path) {
        return controller.blueOcean(WEB, path);
    }

    private static String text(String path) {
        return controller.text(WEB, path);
    }
}
