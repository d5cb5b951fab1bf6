package io.jenkins.plugins.kubesphere.devops.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures the time from the start and the end of a stage, by the record of Jenkins, until a watch on ConfigMaps shows
 * them.
 */
final class StageChangeSampler implements AutoCloseable {
    /** Prints a line for each start and each end of a block: id of its first node, what happened, and when. */
    private static final String TIMES = """
            import org.jenkinsci.plugins.workflow.actions.TimingAction
            import org.jenkinsci.plugins.workflow.graph.*
            import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner
            def build = jenkins.model.Jenkins.get().getItemByFullName('%s').getBuildByNumber(%d)
            new DepthFirstScanner().allNodes(build.execution).each {
                if (it instanceof BlockStartNode) { println it.id + ' started ' + TimingAction.getStartTime(it) }
                if (it instanceof BlockEndNode) { println it.startNode.id + ' ended ' + TimingAction.getStartTime(it) }
            }
            return
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JenkinsController controller;
    private final Watch watch;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    StageChangeSampler(AcceptanceTestProject scenario, JenkinsController controller) {
        this.controller = controller;
        watch = scenario.client.configMaps().inNamespace(scenario.namespace).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap stored) {
                record(stored, Instant.now());
            }

            @Override
            public void onClose(WatcherException cause) {
                // After this nothing is recorded, so that delays() fails.
            }
        });
    }

    private void record(ConfigMap stored, Instant now) {
        String stages = Optional.ofNullable(stored.getData()).orElse(Map.of()).getOrDefault("stage", "[]");
        for (JsonNode stage : parse(stages)) {
            String key = stored.getMetadata().getName() + " " + stage.path("id").asText();
            if (!stage.path("startTime").isNull()) {
                seen.putIfAbsent(key + " started", now);
            }
            if (stage.path("state").asText().equals("FINISHED")) {
                seen.putIfAbsent(key + " ended", now);
            }
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Returns the delays of all starts and ends of the stages of a run that has ended.
     *
     * @param job full name of its job in Jenkins
     */
    List<Duration> delays(String run, String job, int build) {
        return controller
                .http()
                .runScript(TIMES.formatted(job, build))
                .lines()
                .map(line -> line.split(" "))
                .filter(change -> change.length == 3 && seen.containsKey(run + " " + change[0] + " started"))
                .map(change -> Duration.between(
                        Instant.ofEpochMilli(Long.parseLong(change[2])),
                        seen.get(run + " " + change[0] + " " + change[1])))
                .toList();
    }

    @Override
    public void close() {
        watch.close();
    }
}
