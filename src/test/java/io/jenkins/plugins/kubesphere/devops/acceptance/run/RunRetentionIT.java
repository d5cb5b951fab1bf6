package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests that finished runs beyond the discarder of their Pipeline are deleted, with their builds. */
class RunRetentionIT extends AcceptanceTestCase {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Test
    void onlyTheNewestRunsStay() {
        createPipeline("web", "2");
        createPipeline("all", "-1");

        PipelineRun first = end("web-1", "web");
        end("all-1", "all");
        end("web-2", "web");
        end("all-2", "all");
        end("web-3", "web");
        end("all-3", "all");

        awaitRuns("all-1", "all-2", "all-3", "web-2", "web-3");
        assertThat(scenario.target.build(scenario.job("web"), AcceptanceTestProject.ref(first)))
                .isEmpty();
    }

    @Test
    void theLastSuccessfulRunStays() {
        createPipeline("web", "1");
        end("web-1", "web");
        createPipeline("web", "1", "error 'broken'");

        end("web-2", "web");
        end("web-3", "web");

        awaitRuns("web-1", "web-3");
    }

    /** The operator may have been stopped when the last run ended. */
    @Test
    void runsThatEndedBeforeTheStartAreDeletedAfterIt() throws InterruptedException {
        createPipeline("web", null);
        end("web-1", "web");
        end("web-2", "web");
        // The end of the second run causes a check, which must not see the discarder yet.
        TimeUnit.SECONDS.sleep(5);
        createPipeline("web", "1");
        assertThat(names()).containsExactly("web-1", "web-2");

        scenario.restart();

        awaitRuns("web-2");
    }

    private void createPipeline(String name, String numToKeep) {
        createPipeline(name, numToKeep, "echo 'built'");
    }

    private void createPipeline(String name, String numToKeep, String steps) {
        scenario.awaitReady(scenario.apply(
                Pipeline.class,
                """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: %s, namespace: NAMESPACE}
                spec:
                  type: pipeline
                  pipeline:
                    name: %s
                    jenkinsfile: "pipeline { agent any; stages { stage('Build') { steps { %s } } } }"
                """.formatted(name, name, steps)
                        + (numToKeep == null ? "" : "    discarder: {num_to_keep: \"" + numToKeep + "\"}\n")));
    }

    private PipelineRun end(String name, String pipeline) {
        return scenario.awaitEnd(scenario.createRun(name, pipeline));
    }

    private void awaitRuns(String... names) {
        await("the runs that stay").atMost(TIMEOUT).untilAsserted(() -> assertThat(names())
                .containsExactly(names));
    }

    private List<String> names() {
        return scenario.client.resources(PipelineRun.class).inNamespace(scenario.namespace).list().getItems().stream()
                .map(run -> run.getMetadata().getName())
                .sorted()
                .toList();
    }
}
