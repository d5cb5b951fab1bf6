package io.jenkins.plugins.kubesphere.devops.embedded.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import io.jenkins.plugins.kubesphere.devops.engine.text.LogTail;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The console log of a build, with {@code ****} for each secret. One that a program re-encodes gets through. Several
 * threads may write; each call is whole.
 */
public final class EmbeddedBuildLog implements AutoCloseable {
    private static final String FILE = "log";
    private static final int CHUNK = 256 * 1024;

    private final PrintStream out;
    private final List<String> secrets;

    private boolean timestamps;
    private boolean atLineStart = true;

    /**
     * Appends to what is there. Written through a stream, not a channel, which an interrupt would close.
     *
     * @param secrets of which each line is masked by itself
     */
    public EmbeddedBuildLog(Path build, Collection<String> secrets) {
        this.secrets = secrets.stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        try {
            out = new PrintStream(new FileOutputStream(build.resolve(FILE).toFile(), true), false, UTF_8);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    String masked(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "****");
        }
        return masked;
    }

    public void line(String text) {
        write(text + "\n");
    }

    public void step(String text) {
        line("[Pipeline] " + text);
    }

    public void error(String message) {
        line("ERROR: " + message);
    }

    /** @param failed whether something ended it; else its result is one that steps set, and said so */
    public void end(BuildOutcome outcome, boolean failed) {
        if (failed && outcome.result() == Result.FAILURE) {
            error(outcome.message());
        } else if (failed) {
            line(outcome.message());
        }
        line("Finished: " + outcome.result());
    }

    /** From now on each line begins with its time, as ISO 8601 in UTC. */
    public synchronized void showTimestamps() {
        timestamps = true;
    }

    /** What one process writes. A line waits for its end, so that a secret in it is seen whole and no other cuts it. */
    final class Output {
        /** Output whose line has not ended, a character for each byte. */
        private String waiting = "";

        /** @param last whether that was all */
        void take(byte[] bytes, boolean last) {
            waiting += new String(bytes, ISO_8859_1);
            int end = last ? waiting.length() : waiting.lastIndexOf('\n') + 1;
            write(new String(waiting.substring(0, end).getBytes(ISO_8859_1), UTF_8));
            waiting = waiting.substring(end);
        }
    }

    private synchronized void write(String text) {
        String masked = masked(text);
        if (timestamps) {
            String time = "[" + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "] ";
            masked = (atLineStart && !masked.isEmpty() ? time : "") + masked.replaceAll("\n(?=.)", "\n" + time);
        }
        atLineStart = text.isEmpty() ? atLineStart : text.endsWith("\n");
        out.print(masked);
    }

    @Override
    public void close() {
        out.close();
    }

    /**
     * Reads from the log of a build.
     *
     * @return empty if the build was deleted meanwhile
     * @param over whether the build was over before this call, so that what is there is all there will be
     */
    public static Optional<LogChunk> read(Path build, long offset, boolean over) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset + " is negative");
        }
        try (RandomAccessFile file = new RandomAccessFile(build.resolve(FILE).toFile(), "r")) {
            long end = file.length();
            long from = Math.min(offset, end);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(CHUNK, end - from));
            file.seek(from);
            file.readFully(bytes.array());
            // The rest of a character that the offset cut.
            while (bytes.hasRemaining() && (bytes.get(bytes.position()) & 0xC0) == 0x80) {
                bytes.get();
            }
            boolean last = over && from + bytes.capacity() == end;
            CharBuffer text = CharBuffer.allocate(bytes.capacity());
            // Leaves a character that is not there in full in the bytes, unless there is no more to come.
            UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE).decode(bytes, text, last);
            return Optional.of(new LogChunk(text.flip().toString(), from + bytes.position(), !last));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of a build's log that say something; none if the build was deleted meanwhile. */
    public static String lastLines(Path build) {
        try (RandomAccessFile file = new RandomAccessFile(build.resolve(FILE).toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(LogTail.WINDOW, file.length())];
            file.seek(file.length() - end.length);
            file.readFully(end);
            return LogTail.of(new String(end, UTF_8), end.length == file.length(), SecretMask.LOGINS_ONLY);
        } catch (FileNotFoundException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
