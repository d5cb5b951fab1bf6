package io.jenkins.plugins.kubesphere.devops.jenkins.engine.log;

import hudson.console.AnnotatedLargeText;
import hudson.console.ConsoleNote;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.text.LogTail;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads the log of a build, without the console notes that Jenkins uses for links and colours. */
public final class BuildLogReader {
    private BuildLogReader() {}

    /**
     * Reads the log from a position on, as {@link LogPartReader} does.
     *
     * @param ended whether the build has ended, so that the log does not grow any more
     * @throws IllegalArgumentException if the offset is negative
     */
    public static LogChunk read(WorkflowRun build, long offset, boolean ended) {
        return LogPartReader.read(build.getLogText(), offset, ended);
    }

    /**
     * Opens the log as it is now.
     *
     * @param ended whether the build has ended, so that the log does not grow any more
     */
    public static LogSnapshot open(WorkflowRun build, boolean ended) {
        return new JenkinsLogSnapshot(build.getLogText(), ended, "");
    }

    /** Reads the last lines of a finished build's log, as {@link LogTail} selects them. */
    public static String lastLines(WorkflowRun build, SecretMask mask) {
        AnnotatedLargeText<?> log = build.getLogText();
        long from = Math.max(0, log.length() - LogTail.MAX_BYTES_READ);
        String end = new String(LogPartReader.readRaw(log, from, LogTail.MAX_BYTES_READ), StandardCharsets.UTF_8);
        return LogTail.extract(ConsoleNote.removeNotes(end), from == 0, mask);
    }

    /** Reads the last lines of a build's log, {@value LogTail#MAX_BYTES_READ} bytes at most, with secrets. */
    public static List<String> readEnd(WorkflowRun build) {
        AnnotatedLargeText<?> log = build.getLogText();
        long from = Math.max(0, log.length() - LogTail.MAX_BYTES_READ);
        return ConsoleNote.removeNotes(
                        new String(LogPartReader.readRaw(log, from, LogTail.MAX_BYTES_READ), StandardCharsets.UTF_8))
                .lines()
                .toList();
    }
}
