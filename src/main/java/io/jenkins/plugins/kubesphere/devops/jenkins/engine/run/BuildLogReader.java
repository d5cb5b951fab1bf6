package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.console.AnnotatedLargeText;
import hudson.console.ConsoleNote;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.text.LogTail;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Reads the log of a build in parts of limited size. The file of the log contains notes for the UI, which are removed
 * from the result. Each offset is a number of bytes in the file.
 */
public final class BuildLogReader {
    /** The maximum size of a part, in bytes. */
    private static final int MAX_PART = 1 << 20;

    private static final byte ESCAPE = 0x1B;

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
        byte[] raw = read(log, offset, MAX_PART);
        int from = firstCharacter(raw);
        boolean atEnd = offset + raw.length >= length;
        int to = ended && atEnd ? raw.length : lastWhole(raw);
        if (to <= from) {
            // The part contains no complete character outside a note. A part of the maximum size is returned as it is,
            // although it cuts a very long note: otherwise the reader would wait at this offset for ever.
            to = raw.length == MAX_PART ? raw.length : from;
        }
        String text = ConsoleNote.removeNotes(new String(raw, from, to - from, StandardCharsets.UTF_8));
        return new LogChunk(text, offset + to, !(ended && offset + to >= length));
    }

    /** Reads the last lines of a finished build's log, as {@link LogTail} selects them. */
    public static String lastLines(WorkflowRun build, SecretMask mask) {
        AnnotatedLargeText<?> log = build.getLogText();
        long from = Math.max(0, log.length() - LogTail.MAX_BYTES_READ);
        String end = new String(read(log, from, LogTail.MAX_BYTES_READ), StandardCharsets.UTF_8);
        return LogTail.of(ConsoleNote.removeNotes(end), from == 0, mask);
    }

    private static byte[] read(AnnotatedLargeText<?> log, long offset, int limit) {
        Window window = new Window(limit);
        try {
            log.writeRawLogTo(offset, window);
        } catch (WindowFullException e) {
            // The window has as many bytes as requested.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return window.content.toByteArray();
    }

    /** The index of the first character. Skips the last bytes of a character that begins before the offset. */
    private static int firstCharacter(byte[] raw) {
        int from = 0;
        while (from < raw.length && isContinuation(raw[from])) {
            from++;
        }
        return from;
    }

    /** The end of the last complete character outside an unfinished note. */
    private static int lastWhole(byte[] raw) {
        if (raw.length == 0) {
            // The part may be empty, because Jenkins returns only complete lines while the build runs.
            return 0;
        }
        int lead = raw.length - 1;
        while (lead > 0 && isContinuation(raw[lead])) {
            lead--;
        }
        int to = lead + bytes(raw[lead]) <= raw.length ? raw.length : lead;
        int note = lastIndexOf(raw, to, ConsoleNote.PREAMBLE);
        if (note >= 0 && lastIndexOf(raw, to, ConsoleNote.POSTAMBLE) < note) {
            return note;
        }
        // The first bytes of a note's preamble may be at the end.
        for (int i = to - 1; i >= Math.max(0, to - ConsoleNote.PREAMBLE.length); i--) {
            if (raw[i] == ESCAPE && lastIndexOf(raw, to, ConsoleNote.POSTAMBLE) < i) {
                return i;
            }
        }
        return to;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static int bytes(byte lead) {
        if ((lead & 0xE0) == 0xC0) {
            return 2;
        }
        if ((lead & 0xF0) == 0xE0) {
            return 3;
        }
        return (lead & 0xF8) == 0xF0 ? 4 : 1;
    }

    private static int lastIndexOf(byte[] raw, int to, byte[] wanted) {
        for (int i = to - wanted.length; i >= 0; i--) {
            int matched = 0;
            while (matched < wanted.length && raw[i + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    /** Accepts bytes up to a limit, and then ends the writing with an exception. */
    private static final class Window extends OutputStream {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final int limit;

        Window(int limit) {
            this.limit = limit;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int fits = Math.min(length, limit - content.size());
            content.write(bytes, offset, fits);
            if (fits < length) {
                throw new WindowFullException();
            }
        }
    }

    private static final class WindowFullException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
