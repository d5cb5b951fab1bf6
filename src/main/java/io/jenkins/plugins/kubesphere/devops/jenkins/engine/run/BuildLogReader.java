package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.console.AnnotatedLargeText;
import hudson.console.ConsoleNote;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.text.LogTail;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Reads the log of a build in parts of limited size. The file of the log also contains console notes, which Jenkins
 * uses for links and colours. The result does not contain these notes. Each offset is a number of bytes in the file.
 */
public final class BuildLogReader {
    /** The maximum size of a part. */
    private static final int MAX_PART_BYTES = 1 << 20;

    private BuildLogReader() {}

    /**
     * Reads the log from a position on.
     *
     * @param ended whether the build has ended, so that the log does not grow any more
     * @throws IllegalArgumentException if the offset is negative
     */
    public static LogChunk read(WorkflowRun build, long offset, boolean ended) {
        if (offset < 0) {
            throw new IllegalArgumentException("A log has no offset " + offset + "; the first is 0");
        }
        AnnotatedLargeText<?> log = build.getLogText();
        long length = log.length();
        if (offset >= length) {
            return new LogChunk("", length, !ended);
        }
        LogPartDecoder part = new LogPartDecoder(read(log, offset, MAX_PART_BYTES));
        int start = part.startOfFirstCharacter();
        boolean atEnd = offset + part.length() >= length;
        int end = ended && atEnd ? part.length() : part.endOfLastCharacter();
        if (end <= start) {
            // The part contains no complete character outside a note. A part of the maximum size is returned as it is,
            // although it cuts a very long note: otherwise the reader would wait at this offset for ever.
            end = part.length() == MAX_PART_BYTES ? part.length() : start;
        }
        return new LogChunk(part.text(start, end), offset + end, !(ended && offset + end >= length));
    }

    /** Reads the last lines of a finished build's log, as {@link LogTail} selects them. */
    public static String lastLines(WorkflowRun build, SecretMask mask) {
        AnnotatedLargeText<?> log = build.getLogText();
        long from = Math.max(0, log.length() - LogTail.MAX_BYTES_READ);
        String end = new String(read(log, from, LogTail.MAX_BYTES_READ), StandardCharsets.UTF_8);
        return LogTail.extract(ConsoleNote.removeNotes(end), from == 0, mask);
    }

    /** Reads the last lines of a build's log, {@value LogTail#MAX_BYTES_READ} bytes at most, with secrets. */
    static List<String> readEnd(WorkflowRun build) {
        AnnotatedLargeText<?> log = build.getLogText();
        long from = Math.max(0, log.length() - LogTail.MAX_BYTES_READ);
        return ConsoleNote.removeNotes(new String(read(log, from, LogTail.MAX_BYTES_READ), StandardCharsets.UTF_8))
                .lines()
                .toList();
    }

    private static byte[] read(AnnotatedLargeText<?> log, long offset, int limit) {
        LimitedOutputStream content = new LimitedOutputStream(limit);
        try {
            log.writeRawLogTo(offset, content);
        } catch (LimitedOutputStream.LimitReachedException e) {
            // The limit was reached: the stream has all bytes that were requested.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content.toByteArray();
    }
}
