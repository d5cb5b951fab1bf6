package io.jenkins.plugins.kubesphere.devops.jenkins.engine.log;

import hudson.console.AnnotatedLargeText;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import java.nio.charset.StandardCharsets;

/** A log of Jenkins as it is at one moment, without console notes, with a text after it that Jenkins does not store there. */
final class JenkinsLogSnapshot implements LogSnapshot {
    /** Where the end of the last line is looked for. */
    private static final int LAST_LINE_BYTES = 1 << 16;

    private final AnnotatedLargeText<?> log;
    private final boolean complete;
    private final long logSize;
    private final byte[] added;

    /**
     * @param complete whether the log does not grow any more
     * @param added follows the log; empty for nothing
     */
    JenkinsLogSnapshot(AnnotatedLargeText<?> log, boolean complete, String added) {
        this.log = log;
        this.complete = complete;
        this.logSize = complete ? log.length() : endOfLastLine(log);
        this.added = added.getBytes(StandardCharsets.UTF_8);
    }

    private static long endOfLastLine(AnnotatedLargeText<?> log) {
        long from = Math.max(0, log.length() - LAST_LINE_BYTES);
        LogPartDecoder end = new LogPartDecoder(LogPartReader.readRaw(log, from, LAST_LINE_BYTES));
        int line = end.endOfLastLine();
        // A line that is longer is cut: otherwise nobody would see anything until it ends.
        return from + (line > 0 || from == 0 ? line : end.endOfLastCharacter());
    }

    @Override
    public long size() {
        return logSize + added.length;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public LogChunk read(long offset, int maxBytes) {
        if (offset < 0) {
            throw new IllegalArgumentException("A log has no offset " + offset + "; the first is 0");
        }
        return offset < logSize ? readLog(offset, maxBytes) : readAdded(offset - logSize);
    }

    private LogChunk readLog(long offset, int maxBytes) {
        int limit = (int) Math.min(maxBytes, logSize - offset);
        LogPartDecoder part = new LogPartDecoder(LogPartReader.readRaw(log, offset, limit));
        if (part.length() == 0) {
            return new LogChunk("", size(), false);
        }
        boolean isEnd = offset + part.length() >= logSize;
        LogPartDecoder.Cut cut = part.cut(isEnd ? part.length() : part.endOfLastCharacter(), true);
        long next = offset + cut.end();
        return new LogChunk(cut.text(), next, next < size());
    }

    private LogChunk readAdded(long offset) {
        int from = (int) Math.min(offset, added.length);
        while (from < added.length && (added[from] & 0xC0) == 0x80) {
            from++;
        }
        return new LogChunk(new String(added, from, added.length - from, StandardCharsets.UTF_8), size(), false);
    }
}
