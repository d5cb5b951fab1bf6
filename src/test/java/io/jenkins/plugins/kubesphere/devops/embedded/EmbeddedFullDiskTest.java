package io.jenkins.plugins.kubesphere.devops.embedded;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The end of a run could not be written, because the disk was full. The run was reported as ended, and the next engine
 * found it in the queue and built it.
 */
class EmbeddedFullDiskTest extends EmbeddedEngineTestCase {
    /** Each write to this file fails, because "no space is left on the device". */
    private static final Path FULL_DEVICE = Path.of("/dev/full");

    private EngineTestProject project;
    private RunRequest first;
    private RunRequest queued;

    @BeforeEach
    void queueARun() {
        assumeTrue(Files.exists(FULL_DEVICE), "needs " + FULL_DEVICE);
        project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        first = project.startAndAwaitInput();
        queued = project.start();
    }

    @Test
    void aRunThatCouldNotStartHasEndedWhenThatIsWritten() throws IOException {
        fillDisk();
        engine.runs().delete(project.job, first.run());

        RunSnapshot waiting = project.find(queued);
        assertThat(waiting.state()).isEqualTo(State.QUEUED);
        assertThat(waiting.message())
                .startsWith("the build could not start: ")
                .contains("; this cannot be recorded yet: ")
                .contains("No space left on device");

        freeDisk();
        RunSnapshot end = project.awaitEnd(queued);
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).startsWith("the build could not start: ");
        restart();
        assertThat(project.find(queued)).isEqualTo(end);
    }

    @Test
    void aRunWhoseFailedStartWasNotWrittenIsBuiltByTheNextEngine() throws IOException {
        fillDisk();
        engine.runs().delete(project.job, first.run());
        freeDisk();
        restart();

        assertThat(project.await(queued, State.PAUSED).result()).isEqualTo(RunResult.NONE);
    }

    @Test
    void aRunThatWasCancelledInTheQueueHasEndedWhenThatIsWritten() throws IOException {
        fillDisk();
        engine.runs().stop(project.job, queued.run());
        assertThat(project.find(queued).state()).isEqualTo(State.QUEUED);

        freeDisk();
        RunSnapshot end = project.awaitEnd(queued);
        assertThat(end.result()).isEqualTo(RunResult.CANCELLED_IN_QUEUE);
        restart();
        assertThat(project.find(queued)).isEqualTo(end);
    }

    @Test
    void theNextRunWaitsUntilTheEndOfTheFirstIsWritten() throws IOException {
        fillDisk();
        engine.runs().stop(project.job, first.run());
        await("the queue has stopped").until(() -> project.find(queued)
                .message()
                .equals("Waiting until the end of an earlier run can be recorded;"
                        + " free space on the disk of the engine"));
        assertThat(project.find(first).hasEnded()).isFalse();

        freeDisk();
        assertThat(project.awaitEnd(first).result()).isEqualTo(RunResult.ABORTED);
        assertThat(project.await(queued, State.PAUSED).number()).hasValue(2);
    }

    /** The engine writes each record to this file first, and then renames it. */
    private Path next() {
        return state.resolve("next");
    }

    private void fillDisk() throws IOException {
        Files.createSymbolicLink(next(), FULL_DEVICE);
    }

    private void freeDisk() throws IOException {
        Files.delete(next());
    }
}
