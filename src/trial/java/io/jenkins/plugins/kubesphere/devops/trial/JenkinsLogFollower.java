package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.trial.jenkins.JenkinsLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints the {@linkplain JenkinsLog#news news} of Jenkins' log as it grows. */
final class JenkinsLogFollower implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;

    private final Path log;
    private final TerminalPrinter terminal;
    private final StringBuilder rest = new StringBuilder();
    private final ScheduledExecutorService lane = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trial log of Jenkins");
        thread.setDaemon(true);
        return thread;
    });
    private long offset;

    JenkinsLogFollower(Path log, TerminalPrinter terminal) {
        this.log = log;
        this.terminal = terminal;
        lane.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(offset);
            byte[] bytes = in.readAllBytes();
            offset += bytes.length;
            // A character that is cut in two is told as two marks; the file itself has it.
            rest.append(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            terminal.line("jenkins", "its log cannot be read any more: " + e.getMessage());
            lane.shutdown();
            return;
        }
        for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
            JenkinsLog.news(rest.substring(0, end)).ifPresent(news -> terminal.line("jenkins", news));
            rest.delete(0, end + 1);
        }
    }

    @Override
    public void close() {
        lane.shutdownNow();
    }
}
