package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget.Built;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Creates many runs of one pipeline at once, each with its own parameter value. No run is lost, and no run shows the
 * build of another.
 */
class BurstsIT extends AcceptanceTestCase {
    private static final int BURSTS = 4;
    private static final int SIZE = 30;
    private static final String PRINTS_VALUE =
            "pipeline { agent any; stages { stage('Say') { steps { echo \"<${params.VALUE}>\" } } } }";

    @Test
    void eachRunHasTheBuildWithItsValue() throws Exception {
        scenario.createPipeline("web", PRINTS_VALUE, "VALUE");

        ExecutorService users = Executors.newFixedThreadPool(SIZE);
        try {
            for (int burst = 0; burst < BURSTS; burst++) {
                int first = burst * SIZE;
                List<Future<PipelineRun>> created = IntStream.range(first, first + SIZE)
                        .mapToObj(i -> users.submit(() ->
                                scenario.createRun("web-" + i, "web", new PipelineRunParameter("VALUE", "value-" + i))))
                        .toList();
                // Waits until the runs are created, but not until they end: the next burst comes while this one is in
                // progress.
                for (Future<PipelineRun> run : created) {
                    run.get();
                }
            }
        } finally {
            users.shutdown();
        }

        Map<String, PipelineRun> ended = awaitAllCompleted();
        assertThat(ended).hasSize(BURSTS * SIZE);
        assertThat(scenario.target.userActions().countBuilds(scenario.job("web")))
                .isEqualTo(BURSTS * SIZE);
        for (int i = 0; i < BURSTS * SIZE; i++) {
            PipelineRun run = ended.get("web-" + i);
            assertThat(run.getStatus().phase()).as("web-" + i).isEqualTo("Succeeded");
            Built build = scenario.build(run).orElseThrow();
            assertThat(run.getMetadata().getAnnotations())
                    .containsEntry(RunAnnotations.RUN_ID, Integer.toString(build.number()));
            assertThat(scenario.log(run)).contains("<value-" + i + ">");
        }
        assertThat(ended.values().stream()
                        .map(run -> run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID)))
                .doesNotHaveDuplicates();
    }

    private Map<String, PipelineRun> awaitAllCompleted() {
        AtomicReference<Map<String, PipelineRun>> runs = new AtomicReference<>();
        await("all runs have ended")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> {
                            runs.set(scenario
                                    .client
                                    .resources(PipelineRun.class)
                                    .inNamespace(scenario.namespace)
                                    .list()
                                    .getItems()
                                    .stream()
                                    .collect(Collectors.toMap(
                                            run -> run.getMetadata().getName(), Function.identity())));
                            assertThat(runs.get().values().stream()
                                            .filter(run -> !run.getStatus().hasEnded())
                                            .count())
                                    .as("unfinished runs of %d", runs.get().size())
                                    .isZero();
                        });
        return runs.get();
    }
}
