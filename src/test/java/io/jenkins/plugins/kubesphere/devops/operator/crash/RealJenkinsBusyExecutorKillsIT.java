package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Kills a real controller (SIGKILL) while the builds of runs wait for an executor, and in the first second of bursts.
 * Each run must be final within two minutes after the restart, and two seconds more for each run of a burst, which two
 * executors build one after the other. It must have one build that executed steps. {@code -Dkills},
 * {@code -Dburst} and {@code -Dseed} have defaults.
 */
class RealJenkinsBusyExecutorKillsIT extends RealJenkinsCrashTestCase {
    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final int BURST = Integer.getInteger("burst", 40);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MAX_PAUSE_MILLIS = 12_000;
    private static final int EXECUTORS = 2;

    private static final String UNFINISHED = """
            import jenkins.model.Jenkins
            println Jenkins.get().queue.items.collect { it.toString() + it.getAllActions() }
            println Jenkins.get().getAllItems(hudson.model.Job).collectMany { it.builds.findAll { it.isLogUpdated() } }
            println Jenkins.get().computers.collectMany { it.oneOffExecutors + it.executors }
                .collect { it.currentExecutable }
            """;

    @BeforeEach
    void createPipelines() {
        project.createPipeline("occupies", false, recorder.endlessJenkinsfile());
    }

    @Test
    void runsThatWaitForAnExecutorEndAfterAKill() throws IOException {
        System.out.println("RealJenkinsBusyExecutorKillsIT: -Dseed=" + SEED + " -Dkills=" + KILLS);
        for (int kill = 0; kill < KILLS; kill++) {
            List<PipelineRun> occupants = new ArrayList<>();
            for (int i = 0; i < EXECUTORS; i++) {
                occupants.add(project.createRun("occupies", "occupies-" + kill + "-" + i));
            }
            occupants.forEach(run -> recorder.awaitStarted(run.getMetadata().getName()));
            List<PipelineRun> waiting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiting.add(project.createRun("waits-" + kill + "-" + i));
                Await.pause(500);
            }
            Await.pause(random.nextInt(MAX_PAUSE_MILLIS));
            restartAfterKill();
            occupants.forEach(project::stop);
            assertEnd(waiting, "waited for an executor, kill " + kill);
        }
        System.out.println("RealJenkinsBusyExecutorKillsIT: " + assertions);
        passed = true;
    }

    @Test
    void runsOfABurstEndAfterAKillInItsFirstSecond() throws IOException {
        System.out.println(
                "RealJenkinsBusyExecutorKillsIT: -Dseed=" + SEED + " -Dkills=" + KILLS + " -Dburst=" + BURST);
        for (int kill = 0; kill < KILLS; kill++) {
            List<PipelineRun> runs = new ArrayList<>();
            for (int i = 0; i < BURST; i++) {
                runs.add(project.createRun("burst-" + kill + "-" + i));
            }
            Await.pause(random.nextInt(1000));
            restartAfterKill();
            assertEnd(runs, "burst, kill " + kill);
        }
        System.out.println("RealJenkinsBusyExecutorKillsIT: " + assertions);
        passed = true;
    }

    private void restartAfterKill() throws IOException {
        controller.kill();
        controller.start();
        controller.awaitReady();
    }

    private void assertEnd(List<PipelineRun> runs, String situation) {
        long deadline = System.nanoTime()
                + LIMIT.toNanos()
                + Duration.ofSeconds(2L * runs.size()).toNanos();
        for (PipelineRun run : runs) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            assertThat(project.awaitEnd(run, left))
                    .as(() -> run.getMetadata().getName() + ", " + situation + ", -Dseed=" + SEED + "\n"
                            + project.describe(run) + "\nItems in the queue and builds that run: "
                            + controller.http().runScript(UNFINISHED))
                    .hasValueSatisfying(ended -> assertions.assertOneBuild(ended, situation));
        }
    }
}
