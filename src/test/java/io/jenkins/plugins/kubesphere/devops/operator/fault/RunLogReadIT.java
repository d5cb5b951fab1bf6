package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.support.InterceptedEngine;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how often the operator reads the log of a build, and what happens if it cannot read the log. */
@WithCluster
class RunLogReadIT {
    private static final String FAILS =
            "pipeline { agent any; stages { stage('Test') { steps { sh 'echo said; exit 1' } } } }";

    private final AtomicInteger reads = new AtomicInteger();
    private boolean broken;

    @TempDir
    Path state;

    @Test
    void aLogIsReadOnceAlsoAfterARestart(Config server) {
        try (AcceptanceTestProject scenario =
                AcceptanceTestProject.start(new EmbeddedTarget(server, state).wrapEngine(this::observe))) {
            scenario.createPipeline("good", AcceptanceTestProject.SUCCEEDS);
            scenario.createPipeline("bad", FAILS);
            scenario.awaitEnd(scenario.createRun("good-1", "good"));
            PipelineRun bad = scenario.awaitEnd(scenario.createRun("bad-1", "bad"));
            assertThat(reads).hasValue(1);

            scenario.restart();

            scenario.awaitEnd(scenario.createRun("good-2", "good"));
            assertThat(reads).hasValue(1);
            assertThat(scenario.client.resource(bad).get().getStatus()).isEqualTo(bad.getStatus());
        }
    }

    @Test
    void aRunWithAnUnreadableLogLacksOnlyItsLastLines(Config server) {
        broken = true;
        try (AcceptanceTestProject scenario =
                AcceptanceTestProject.start(new EmbeddedTarget(server, state).wrapEngine(this::observe))) {
            scenario.createPipeline("bad", FAILS);

            PipelineRun run = scenario.awaitEnd(scenario.createRun("bad-1", "bad"));

            assertThat(run.getStatus().phase()).isEqualTo("Failed");
            assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                    .contains("exit code 1")
                    .hasLineCount(1);
        }
    }

    private Engine observe(Engine engine) {
        return new InterceptedEngine(engine, method -> {
            if (method.equals("lastLines")) {
                reads.incrementAndGet();
                if (broken) {
                    throw new IllegalStateException("disk broken");
                }
            }
        });
    }
}
