package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.acceptance.rest.BlueOceanComparator.started;
import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the stages and steps of many kinds of Jenkinsfiles with those of Blue Ocean. Needs a real controller. */
class BlueOceanStagesIT {
    private static final Path FOLDER = RepositoryRoot.root()
            .resolve("src/test/resources/io/jenkins/plugins/kubesphere/devops/acceptance/rest/blueocean");
    private static final String SUFFIX = ".jenkinsfile";
    private static final String NODES = "runs/1/nodes/?limit=10000";
    private static final Duration MAX_LAG = Duration.ofSeconds(1);

    private static BlueOceanController controller;

    static List<String> jenkinsfiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

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

    @ParameterizedTest
    @MethodSource("jenkinsfiles")
    void stagesAndStepsEqualThoseOfBlueOcean(String name) throws IOException {
        controller.scenario().createPipeline(name, Files.readString(FOLDER.resolve(name + SUFFIX)));
        controller.scenario().awaitEnd(controller.scenario().createRun(name + "-1", name));
        await("the state of the build")
                .until(() -> controller.ours(name, "runs/1").path("state").asText(), "FINISHED"::equals);

        JsonNode nodes = started(controller.ours(name, NODES));

        BlueOceanComparator.compare(nodes, started(controller.blueOcean(name, NODES)), true);
        assertThat(nodes.size())
                .as("stages of %s", name)
                .isGreaterThanOrEqualTo(name.endsWith("without-stages") ? 0 : 1);
        for (JsonNode node : nodes) {
            String steps = "runs/1/nodes/" + node.path("id").asText() + "/steps/";
            BlueOceanComparator.compare(controller.ours(name, steps), controller.blueOcean(name, steps), true);
        }
    }

    /**
     * Each echo takes two seconds here, so that there is something to see meanwhile. Blue Ocean shows the stages of several
     * branches in another order until they have ended, and a stage with others inside as succeeded; ours are as at the end.
     */
    @ParameterizedTest
    @ValueSource(strings = {"parallel", "post", "when", "scripted-parallel", "stages-in-parallel", "unstable"})
    void stagesEqualThoseOfBlueOceanWhileTheBuildRuns(String name) throws IOException {
        String slow = "slow-" + name;
        controller
                .scenario()
                .createPipeline(
                        slow,
                        Files.readString(FOLDER.resolve(name + SUFFIX))
                                .replaceAll("echo ['\"][^'\"]*['\"]", "sleep 2"));
        PipelineRun run = controller.scenario().createRun(slow + "-1", slow);
        await("the build").until(() -> controller.ours(slow, "runs/1/nodes/").size() > 0);

        int moments = 0;
        while (!controller.ours(slow, "runs/1").path("state").asText().equals("FINISHED")) {
            moments += compareNow(slow) ? 1 : 0;
        }

        assertThat(moments).as("moments that were compared").isGreaterThanOrEqualTo(5);
        controller.scenario().awaitEnd(run);
    }

    /** Ours are told of a change a moment later. Returns false if a stage began or ended meanwhile. */
    private static boolean compareNow(String name) {
        JsonNode expected = started(controller.blueOcean(name, NODES));
        Instant end = Instant.now().plus(MAX_LAG);
        JsonNode nodes = started(controller.ours(name, NODES));
        while (!BlueOceanComparator.areEqual(nodes, expected, false)
                && Instant.now().isBefore(end)) {
            nodes = started(controller.ours(name, NODES));
        }
        boolean isOver =
                !controller.blueOcean(name, "runs/1/").path("state").asText().equals("RUNNING");
        if (isOver || !states(expected).equals(states(started(controller.blueOcean(name, NODES))))) {
            return false;
        }
        BlueOceanComparator.compare(nodes, expected, false);
        return true;
    }

    private static List<String> states(JsonNode nodes) {
        return nodes.findValuesAsText("state");
    }
}
