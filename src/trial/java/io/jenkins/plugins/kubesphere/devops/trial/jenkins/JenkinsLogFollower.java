package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import io.jenkins.plugins.kubesphere.devops.trial.output.TerminalPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Prints the {@linkplain JenkinsLogFilter#messageForUser messages for the user} in the log of Jenkins while it grows.
 */
public final class JenkinsLogFollower implements AutoCloseable {
    private static final long POLL_MILLIS = 200;

    private final Path log;
    private final TerminalPrinter terminal;
    private final StringBuilder incompleteLine = new StringBuilder();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trial log of Jenkins");
        thread.setDaemon(true);
        return thread;
    });
    private long offset;

    public JenkinsLogFollower(Path log, TerminalPrinter terminal) {
        this.log = log;
        this.terminal = terminal;
        executor.scheduleWithFixedDelay(this::printNewLines, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void printNewLines() {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(offset);
            byte[] bytes = in.readAllBytes();
            offset += bytes.length;
            // If a character is split between two reads, it is printed as two replacement characters. This is accepted:
            // the log file is complete.
            incompleteLine.append(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            terminal.printLine("jenkins", "cannot read the log of Jenkins any more: " + e.getMessage());
            executor.shutdown();
            return;
        }
        for (int end = incompleteLine.indexOf("\n"); end >= 0; end = incompleteLine.indexOf("\n")) {
            JenkinsLogFilter.messageForUser(incompleteLine.substring(0, end))
                    .ifPresent(message -> terminal.printLine("jenkins", message));
            incompleteLine.delete(0, end + 1);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
