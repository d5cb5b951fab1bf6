package io.jenkins.plugins.kubesphere.devops.engine.run;

/**
 * A log as it is at one moment, up to the end of its last line if it still grows. What is written later is not part of it.
 * It holds no file open. Offsets are bytes of the stored log, as in {@link LogChunk}.
 */
public interface LogSnapshot {
    /** The offset after the last byte. */
    long size();

    /** Whether the log does not grow any more. */
    boolean isComplete();

    /** How much of a log is read at once, if nothing else is said. */
    int MAX_PART_BYTES = 1 << 20;

    /** Reads a part of at most {@link #MAX_PART_BYTES}. */
    default LogChunk read(long offset) {
        return read(offset, MAX_PART_BYTES);
    }

    /**
     * Reads a part.
     *
     * @param offset at least 0. For an offset inside a character, the part starts with the next one
     * @param maxBytes of the stored log, at least 1,024
     * @return its {@link LogChunk#hasMore} says whether the snapshot has more. Empty for an offset at the end or beyond, and
     *     if the log became shorter meanwhile
     */
    LogChunk read(long offset, int maxBytes);
}
