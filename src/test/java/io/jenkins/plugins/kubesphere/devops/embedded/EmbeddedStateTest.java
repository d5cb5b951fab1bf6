package io.jenkins.plugins.kubesphere.devops.embedded;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.EngineUnderTest;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what the embedded engine reads from disk when it starts: after a normal end, and after a kill. */
class EmbeddedStateTest implements EngineUnderTest {
    @TempDir
    private Path temp;

    private Path state;
    private EmbeddedEngine engine;

    @BeforeEach
    void open() {
        state = temp.resolve("state");
        engine = new EmbeddedEngine(state);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public UserActions userActions() {
        return new EmbeddedUserActions(engine);
    }

    @Override
    public void restart() {
        engine.close();
        engine = new EmbeddedEngine(state);
    }

    @Test
    void aRunningBuildEndsAsInterrupted() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = project.startAndAwaitInput();
        killAndRestart();
        RunSnapshot end = project.find(run);
        assertThat(end.state()).isEqualTo(State.FINISHED);
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).isEqualTo("interrupted by a restart of the engine");
        assertThat(end.endedAt()).isPresent();
        assertThat(end.number()).hasValue(1);
        assertThat(project.log(run)).endsWith("ERROR: interrupted by a restart of the engine\nFinished: FAILURE\n");
        assertThat(engine.runs().start(run)).isEqualTo(end);
        restart();
        assertThat(project.find(run)).isEqualTo(end);
    }

    @Test
    void aQueuedRunIsBuiltAfterTheRestart() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        project.startAndAwaitInput();
        RunRequest queued = project.start();
        killAndRestart();
        assertThat(project.await(queued, State.PAUSED).number()).hasValue(2);
    }

    @Test
    void cancelledRunStaysCancelled() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        project.startAndAwaitInput();
        RunRequest queued = project.start();
        engine.runs().stop(project.job, queued.run());
        RunSnapshot cancelled = project.find(queued);
        killAndRestart();
        assertThat(engine.runs().start(queued)).isEqualTo(cancelled);
    }

    @Test
    void aRecreatedJobContinuesItsBuildNumbers() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        project.awaitEnd(project.start());
        project.awaitEnd(project.start());
        engine.jobs().deleteJob(project.job, project.pipelineOwner);
        restart();
        project.ensure(EngineTestProject.spec("", false, EngineTestProject.steps("echo 'hello'")));
        assertThat(project.awaitEnd(project.start()).number()).hasValue(3);
    }

    @Test
    void incompleteFilesAreIgnored() throws IOException {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        engine.close();
        Path job = state.resolve("folders").resolve(project.job.folder()).resolve("jobs/web");
        Files.createDirectories(job.resolve("runs/0000000000000000001"));
        Files.createDirectories(job.resolveSibling("half"));
        Files.createDirectories(state.resolve("folders/half"));
        Files.writeString(state.resolve("next"), "{");
        restart();
        assertThat(project.awaitEnd(project.start()).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    void aRunWhoseBuildCannotStartFailsWithTheReason() throws IOException {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        Files.writeString(state.resolve("numbers"), "a file where a folder should be");
        RunRequest run = project.start();
        assertThat(project.find(run).result()).isEqualTo(RunResult.FAILURE);
        assertThat(project.find(run).message())
                .startsWith("the build could not start: ")
                .contains("numbers");
    }

    @Test
    void secondEngineOnTheSameStateIsRefused() {
        assertThatThrownBy(() -> new EmbeddedEngine(state))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The state folder " + state + " is in use by another engine; stop that engine first");
    }

    @Test
    void aClosedEngineRefusesCalls() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        engine.close();
        assertThatThrownBy(project::start).hasMessage("This engine is closed");
    }

    @Test
    void stopKillsTheWholeProcessTree() {
        EngineTestProject project =
                EngineTestProject.createWithJob(this, EngineTestProject.steps("sh 'sleep 1000 & echo child=$!; wait'"));
        RunRequest run = project.start();
        ProcessHandle child = EmbeddedEngineTestCase.awaitProcess(project, run, "child");
        engine.runs().stop(project.job, run.run());
        project.awaitEnd(run);
        await("the child process has ended").until(() -> !child.isAlive());
    }

    /**
     * The guard processes can end first, because a closed terminal or a supervisor sends its signal to the whole
     * process group.
     */
    @Test
    void aProcessEndsWithTheEngineAlsoIfItsGuardEndedFirst() {
        EngineTestProject project =
                EngineTestProject.createWithJob(this, EngineTestProject.steps("sh 'sleep 1000 & echo child=$!; wait'"));
        ProcessHandle child = EmbeddedEngineTestCase.awaitProcess(project, project.start(), "child");
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("exec 3<&0"))
                .forEach(ProcessHandle::destroy);
        engine.close();
        await("the child process has ended").until(() -> !child.isAlive());
    }

    @Test
    void closeLeavesNoProcessBehind() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps(
                        "parallel a: { sh 'sleep 1000 & echo a=$!; wait' }, b: { sh 'sleep 1000 & echo b=$!; wait'"
                                + " }"));
        RunRequest run = project.start();
        ProcessHandle one = EmbeddedEngineTestCase.awaitProcess(project, run, "a");
        ProcessHandle other = EmbeddedEngineTestCase.awaitProcess(project, run, "b");
        engine.close();
        await("the child processes have ended").until(() -> !one.isAlive() && !other.isAlive());
    }

    /** Simulates a kill: starts a new engine on a copy of the current state. */
    private void killAndRestart() {
        Path copy = temp.resolve("copy");
        copy(state, copy);
        engine.close();
        state = copy;
        engine = new EmbeddedEngine(state);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
