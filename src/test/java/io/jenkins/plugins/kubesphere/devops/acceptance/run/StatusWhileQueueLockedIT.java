package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Holds the lock of Jenkins' queue, so that Jenkins starts no build. Running builds continue, and the operator must
 * write their states. Needs a real controller, because other engines do not have this lock.
 */
class StatusWhileQueueLockedIT extends ControllerTestCase {
    /** Uses no agent, because Jenkins needs the lock to release an agent, so the build would not end. */
    private static final String JENKINSFILE_WITH_INPUT =
            "pipeline { agent none; stages { stage('Ask') { steps { input message: 'Go on?', id: 'Go' } } } }";

    @AfterEach
    void releaseLock() throws IOException {
        if (target != null) {
            Files.writeString(releaseFile(), "");
        }
    }

    @Test
    void aBuildThatEndsIsFinalBeforeTheLockIsReleased() throws IOException {
        PipelineRun run = startRunWithInput();
        holdLock();

        scenario.target.proceed(scenario.job("asks"), AcceptanceTestProject.ref(run), "Go");

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(isHeld()).isTrue();
    }

    /** Each run waits for the lock, and there are more runs than the operator has workers. */
    @Test
    void runsThatWaitForTheLockDelayNoStatus() throws IOException {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun run = startRunWithInput();
        holdLock();
        List<PipelineRun> waiting = IntStream.range(0, OperatorSettings.DEFAULT_WORKERS + 10)
                .mapToObj(i -> scenario.createRun("web-" + i, "web"))
                .toList();
        waiting.forEach(each -> scenario.await(
                each, found -> !found.getMetadata().getFinalizers().isEmpty()));

        scenario.target.proceed(scenario.job("asks"), AcceptanceTestProject.ref(run), "Go");

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(isHeld()).isTrue();
        releaseLock();
        waiting.forEach(
                each -> assertThat(scenario.awaitEnd(each).getStatus().phase()).isEqualTo("Succeeded"));
    }

    private PipelineRun startRunWithInput() {
        scenario.createPipeline("asks", JENKINSFILE_WITH_INPUT);
        return scenario.await(scenario.createRun("asks-1", "asks"), found -> found.getStatus()
                .condition("Succeeded")
                .filter(condition -> "PAUSED".equals(condition.reason()))
                .isPresent());
    }

    private Path releaseFile() {
        return state.resolve("released");
    }

    /**
     * Returns when the lock is held. The lock is released after 80 s at the latest, so that the controller can stop.
     */
    private void holdLock() {
        target.controller().http().runScript("""
                def released = new File('%s')
                def held = new java.util.concurrent.CountDownLatch(1)
                Thread.start('queue lock of a test') {
                    hudson.model.Queue.withLock({
                        held.countDown()
                        for (int i = 0; i < 4000 && !released.exists(); i++) { Thread.sleep(20) }
                    } as Runnable)
                }
                held.await()
                """.formatted(releaseFile()));
        assertThat(isHeld()).isTrue();
    }

    private boolean isHeld() {
        return target.controller()
                .http()
                .runScript("println(!hudson.model.Queue.tryWithLock({} as Runnable))")
                .startsWith("true");
    }
}
