package io.jenkins.plugins.kubesphere.devops.jenkins.engine.log;

import hudson.console.AnnotatedLargeText;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.ToIntFunction;

/**
 * Reads a log of Jenkins in parts of limited size. The file of a log also contains console notes, which Jenkins uses for
 * links and colours. The result does not contain these notes. Each offset is a number of bytes in the file.
 */
public final class LogPartReader {
    /** The maximum size of a part. */
    private static final int MAX_PART_BYTES = 1 << 20;

    private LogPartReader() {}

    /**
     * Reads a log from a position on.
     *
     * @param ended whether the log does not grow any more
     * @throws IllegalArgumentException if the offset is negative
     */
    static LogChunk read(AnnotatedLargeText<?> log, long offset, boolean ended) {
        return read(log, offset, ended, LogPartDecoder::endOfLastCharacter);
    }

    /**
     * Reads whole lines of a log, as {@link #read} does. The last line of a log that has ended may lack its end. A line
     * that is larger than a part is cut.
     */
    public static LogChunk readLines(AnnotatedLargeText<?> log, long offset, boolean ended) {
        return read(log, offset, ended, LogPartReader::endOfLines);
    }

    private static int endOfLines(LogPartDecoder part) {
        int line = part.endOfLastLine();
        // Without the cut, the reader would wait at this offset for ever.
        return line > part.startOfFirstCharacter() || part.length() < MAX_PART_BYTES ? line : part.endOfLastCharacter();
    }

    private static LogChunk read(
            AnnotatedLargeText<?> log, long offset, boolean ended, ToIntFunction<LogPartDecoder> endOfPart) {
        if (offset < 0) {
            throw new IllegalArgumentException("A log has no offset " + offset + "; the first is 0");
        }
        long length = log.length();
        if (offset >= length) {
            return new LogChunk("", length, !ended);
        }
        LogPartDecoder part = new LogPartDecoder(readRaw(log, offset, MAX_PART_BYTES));
        boolean isEnd = ended && offset + part.length() >= length;
        LogPartDecoder.Cut cut =
                part.cut(isEnd ? part.length() : endOfPart.applyAsInt(part), part.length() == MAX_PART_BYTES);
        return new LogChunk(cut.text(), offset + cut.end(), !(ended && offset + cut.end() >= length));
    }

    /** @return at most as many bytes as the limit says */
    static byte[] readRaw(AnnotatedLargeText<?> log, long offset, int limit) {
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
