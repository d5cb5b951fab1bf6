package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares the builds of v1alpha2 with those of Blue Ocean, field by field. Needs a real controller. Differs on purpose:
 *
 * <ul>
 *   <li>What is null, false or empty is left out, as ks-devops does.
 *   <li>Times are whole seconds, and a stage ends when the next one begins: they differ by less than two seconds.
 *   <li>Links lead to this API, and there are no actions: Blue Ocean's lead to Blue Ocean.
 *   <li>The result of a build that runs is not known, even if a step has made it unstable already.
 *   <li>A step says whether it is approvable, and a build which PipelineRun has it.
 *   <li>A stage that has others inside is as they are, and not always succeeded.
 *   <li>Causes have their texts alone, and questions and edges no classes.
 *   <li>Stages that have not started are listed, too.
 * </ul>
 */
class BlueOceanComparisonIT {
    private static final List<String> PLUGINS = List.of("blueocean-rest-impl", "blueocean-pipeline-api-impl");
    private static final Set<String> NOT_COMPARED = Set.of(
            "_links",
            "actions",
            "approvable",
            "aprovable",
            "pipelineRun",
            "durationInMillis",
            "estimatedDurationInMillis");
    private static final Set<String> TIMES = Set.of("startTime", "endTime", "enQueueTime");
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private static ControllerTarget target;
    private static AcceptanceTestProject scenario;
    private static KapisClient kapis;

    @BeforeAll
    static void startController() {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        files.assumeHasPlugins(PLUGINS);
        target = ControllerTarget.install(files, PLUGINS);
        scenario = AcceptanceTestProject.start(target);
        kapis = new KapisClient(target.restApi(), KapisClient.tokenOf(target.administrator()));
        await("the objects of the cluster")
                .until(() -> kapis.get("/namespaces/" + scenario.namespace + "/pipelines")
                                .status()
                        == 200);
    }

    @AfterAll
    static void close() {
        if (scenario != null) {
            scenario.close();
        }
    }

    @Test
    void buildsStagesStepsAndLogsEqualThoseOfBlueOcean() {
        scenario.createPipeline("web", STAGES);
        PipelineRun run = scenario.createRun("web-1", "web");
        await("the question")
                .until(() ->
                        ours("runs/1/nodesdetail").findValuesAsText("state").contains("PAUSED"));

        compareBuild(false);

        scenario.target.proceed(scenario.job("web"), AcceptanceTestProject.ref(run), "Go");
        scenario.awaitEnd(run);
        await("the end of the log")
                .until(() -> log("runs/1/log/?start=0").body().contains("Finished: FAILURE"));

        compareBuild(true);
        assertThat(ours("runs").at("/items/0")).isEqualTo(ours("runs/1"));
        assertThat(ours("runs").path("totalItems").asInt()).isEqualTo(1);
    }

    private static void compare(JsonNode own, JsonNode other, boolean hasEnded) {
        assertThat(comparable(own, hasEnded)).isEqualTo(comparable(other, hasEnded));
        for (String field : TIMES) {
            List<JsonNode> ownTimes = times(own, field);
            List<JsonNode> otherTimes = times(other, field);
            assertThat(ownTimes).as("%s in %s", field, own).hasSameSizeAs(otherTimes);
            for (int i = 0; i < ownTimes.size(); i++) {
                assertThat(Duration.between(time(ownTimes.get(i)), time(otherTimes.get(i)))
                                .abs())
                        .as("%s in %s and %s", field, own, other)
                        .isLessThan(Duration.ofSeconds(2));
            }
        }
    }

    private static List<JsonNode> times(JsonNode answer, String field) {
        return answer.findValues(field).stream().filter(JsonNode::isTextual).toList();
    }

    private static Instant time(JsonNode text) {
        return OffsetDateTime.parse(text.asText(), DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ"))
                .toInstant();
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
        return kapis.get(
                "/kapis/devops.kubesphere.io/v1alpha2/namespaces/" + scenario.namespace + "/pipelines/web/" + path);
    }

    private static JsonNode ours(String path) {
        Answer answer = log(path);
        return answer.status() == 200 ? answer.json() : JSON.createObjectNode();
    }

    private static JsonNode blueOcean(String path) {
        try {
            return JSON.readTree(text(path));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(String path) {
        return target.controller()
                .http()
                .getText("blue/rest/organizations/jenkins/pipelines/" + scenario.namespace + "/pipelines/web/" + path);
    }

    /** Blue Ocean does not list what has not started. */
    private static JsonNode started(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .filter(node -> node.hasNonNull("state"))
                .collect(JSON::createArrayNode, (array, node) -> array.add(node), (one, other) -> one.addAll(other));
    }

    private static String comparable(JsonNode answer, boolean hasEnded) {
        JsonNode copy = answer.deepCopy();
        simplify(copy, hasEnded);
        return copy.toPrettyString();
    }

    private static void simplify(JsonNode node, boolean hasEnded) {
        if (node instanceof ObjectNode object) {
            object.remove(NOT_COMPARED);
            if (object.path("displayName").asText().equals("Test")) {
                object.remove(List.of("result", "state"));
            }
            if (!hasEnded && object.path("type").asText().equals("WorkflowRun")) {
                object.remove(List.of("result", "runSummary"));
            }
            object.path("edges").forEach(edge -> ((ObjectNode) edge).remove("_class"));
            object.path("input").findParents("_class").forEach(part -> ((ObjectNode) part).remove("_class"));
            for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                JsonNode value = field.getValue();
                if (TIMES.contains(field.getKey())
                        || isNothing(value)
                        || field.getKey().equals("edges") && hasOnlyPlanned(value)) {
                    fields.remove();
                } else if (field.getKey().equals("causes")) {
                    value.forEach(cause -> ((ObjectNode) cause).retain("shortDescription"));
                }
            }
        }
        node.forEach(child -> simplify(child, hasEnded));
        if (node instanceof ObjectNode object) {
            List<String> names = StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                    .sorted()
                    .toList();
            names.forEach(name -> object.set(name, object.remove(name)));
        }
    }

    private static boolean hasOnlyPlanned(JsonNode edges) {
        return StreamSupport.stream(edges.spliterator(), false)
                .allMatch(edge -> edge.path("id").asText().startsWith("planned-"));
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull()
                || value.isBoolean() && !value.asBoolean()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.asText().isEmpty();
    }
}
