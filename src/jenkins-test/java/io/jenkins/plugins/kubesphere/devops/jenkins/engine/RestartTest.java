package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.EngineUnderTest;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.TestExtension;

/** Tests that runs survive a normal restart of Jenkins. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RestartTest implements EngineUnderTest {
    @TempDir
    Path folder;

    private RestartableJenkins jenkins;
    private final JenkinsUserActions changes = new JenkinsUserActions(() -> jenkins.get());
    private Path releaseFile;
    private EngineTestProject project;

    @BeforeEach
    void setUp() throws Exception {
        jenkins = new RestartableJenkins(folder.resolve("home"), RestartTest.class);
        releaseFile = folder.resolve("go");
        project = EngineTestProject.createWithSequentialJob(
                this,
                EngineTestProject.steps(
                        "sh 'echo begun; while [ ! -e " + releaseFile + " ]; do sleep 0.2; done; echo done'"));
        RunSnapshotRecorder.project = project;
    }

    @AfterEach
    void end() throws Exception {
        RunSnapshotRecorder.project = null;
        Files.writeString(releaseFile, "");
        jenkins.close();
    }

    @Override
    public Engine engine() {
        return JenkinsEngine.get();
    }

    @Override
    public void restart() {
        RunSnapshotRecorder.RECORDED.clear();
        try {
            jenkins.restart();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public UserActions userActions() {
        return changes;
    }

    @Test
    void aRunningBuildContinuesAsTheSameRun() throws Exception {
        RunRequest run = startAndAwaitScript();
        RunSnapshot before = project.find(run);
        restart();
        RunSnapshot after = project.await(run, State.RUNNING);
        assertThat(after.number()).isEqualTo(before.number()).isPresent();
        assertThat(after.startedAt()).isEqualTo(before.startedAt());
        awaitReported(run, State.RUNNING);
        assertThat(engine().runs().start(run).number()).isEqualTo(before.number());
        Files.writeString(releaseFile, "");
        awaitReported(run, State.FINISHED);
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.log(run)).contains("\ndone");
        assertThat(changes.countBuilds(project.job)).isEqualTo(1);
    }

    @Test
    void aResumedBuildCanBeStopped() {
        RunRequest run = startAndAwaitScript();
        restart();
        engine().runs().stop(project.job, run.run());
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.ABORTED);
        awaitReported(run, State.FINISHED);
    }

    @Test
    void aQueuedRunStaysQueuedAndIsBuiltOnce() throws Exception {
        RunRequest first = startAndAwaitScript();
        RunRequest second = project.start();
        restart();
        assertThat(project.find(second).state()).isEqualTo(State.QUEUED);
        assertThat(engine().runs().start(second).state()).isEqualTo(State.QUEUED);
        Files.writeString(releaseFile, "");
        assertThat(project.awaitEnd(first).result()).isEqualTo(RunResult.SUCCESS);
        awaitReported(second, State.FINISHED);
        assertThat(project.awaitEnd(second).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(changes.countBuilds(project.job)).isEqualTo(2);
    }

    private RunRequest startAndAwaitScript() {
        RunRequest run = project.start();
        await("the script has begun").until(() -> project.log(run).contains("\nbegun"));
        return run;
    }

    private void awaitReported(RunRequest run, State state) {
        await(run.run() + " was reported as " + state).until(() -> RunSnapshotRecorder.RECORDED.stream()
                .anyMatch(recorded -> recorded.run().equals(run.run()) && recorded.state() == state));
    }

    /** Subscribes before anything is resumed, so that no event is missed. The operator cannot subscribe so early. */
    @TestExtension
    public static final class RunSnapshotRecorder extends ItemListener {
        static final Queue<RunSnapshot> RECORDED = new ConcurrentLinkedQueue<>();
        static volatile EngineTestProject project;

        @Override
        public void onLoaded() {
            JenkinsEngine.get().subscribe(RunSnapshotRecorder::record);
        }

        private static void record(EngineEvent event) {
            EngineTestProject current = project;
            if (current != null && event instanceof EngineEvent.RunChanged changed) {
                JenkinsEngine.get().runs().find(current.job, changed.run()).ifPresent(RECORDED::add);
            }
        }
    }
}
