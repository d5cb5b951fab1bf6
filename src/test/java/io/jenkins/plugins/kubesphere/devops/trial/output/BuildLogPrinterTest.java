package io.jenkins.plugins.kubesphere.devops.trial.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.trial.runs.LogSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BuildLogPrinterTest {
    private static final String LOG = "first\nsecond\nlast";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final TerminalPrinter terminal =
            new TerminalPrinter(new PrintStream(printed, true, StandardCharsets.UTF_8));

    /**
     * The last status of a run arrives after its log has ended. An earlier version of the trial then printed the log a
     * second time.
     */
    @Test
    void aLogIsPrintedOnceAlsoIfAStatusFollows() throws Exception {
        LogSource logs =
                (job, ref, offset) -> Optional.of(new LogChunk(LOG.substring((int) offset), LOG.length(), false));
        try (BuildLogPrinter printer = new BuildLogPrinter(logs, terminal)) {
            PipelineRun run = run("1");
            assertThat(printer.awaitEnd(run, 60)).isTrue();

            printer.follow(run);
            // The lines of another run come after all lines of the first.
            assertThat(printer.awaitEnd(run("2"), 60)).isTrue();

            assertThat(lines("hello-1")).containsExactly("| first", "| second", "| last");
        }
    }

    @Test
    void anUnreadableLogDoesNotStopOthers() throws Exception {
        LogSource logs = (job, ref, offset) -> {
            if (ref.name().equals("hello-1")) {
                throw new IllegalStateException("its disk is gone");
            }
            return Optional.of(new LogChunk("", 0, false));
        };
        try (BuildLogPrinter printer = new BuildLogPrinter(logs, terminal)) {
            assertThat(printer.awaitEnd(run("1"), 60)).isTrue();
            assertThat(printer.awaitEnd(run("2"), 60)).isTrue();

            assertThat(lines("hello-1")).containsExactly("cannot read the log any more: its disk is gone");
        }
    }

    /**
     * Different threads receive the end of a run and its deletion. In an earlier version of the trial, the wait then
     * failed, or took the maximum time.
     */
    @Test
    void theWaitForALogEndsWhenItsRunIsDeleted() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        LogSource logs = (job, ref, offset) -> {
            read.countDown();
            return Optional.empty();
        };
        try (BuildLogPrinter printer = new BuildLogPrinter(logs, terminal)) {
            CompletableFuture<Void> deleted = CompletableFuture.runAsync(() -> {
                try {
                    read.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                printer.stopFollowing("uid-1");
            });

            assertThat(printer.awaitEnd(run("1"), 60)).isTrue();
            deleted.join();
        }
    }

    @Test
    void controlCharactersAreNotPrinted() {
        terminal.printLine("log", "\u001b[31mred\u001b[0m \u009b31mC1 \u202eturned\nnext");

        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("red 31mC1 turned next" + System.lineSeparator());
    }

    private List<String> lines(String run) {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("log " + run))
                .map(line -> line.replaceFirst(".*log " + run + " +", ""))
                .toList();
    }

    private static PipelineRun run(String number) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace("demo")
                .withName("hello-" + number)
                .withUid("uid-" + number)
                .build());
        run.setSpec(RunSpecs.of("hello"));
        return run;
    }
}
