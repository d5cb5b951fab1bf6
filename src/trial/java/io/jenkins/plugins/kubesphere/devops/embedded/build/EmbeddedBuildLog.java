package io.jenkins.plugins.kubesphere.devops.embedded.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
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
 * Writes and reads the console log of a build. Each secret is replaced with {@code ****}, but a secret that a program
 * has encoded, for example in Base64, is not recognized. Several threads may write; the texts of two calls never mix.
 */
public final class EmbeddedBuildLog implements AutoCloseable {
    private static final String FILE = "log";
    private static final int MAX_CHUNK_BYTES = 256 * 1024;

    private final PrintStream out;
    private final List<String> secrets;

    private boolean timestamps;
    private boolean atLineStart = true;

    /**
     * Opens the log, and appends to it. Uses a stream, because an interrupt of the thread would close a channel.
     *
     * @param build the folder of the build
     * @param secrets texts to mask. Each line of a secret is masked separately
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

    public String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "****");
        }
        return masked;
    }

    public void writeLine(String text) {
        write(text + "\n");
    }

    public void writeStep(String text) {
        writeLine("[Pipeline] " + text);
    }

    public void writeError(String message) {
        writeLine("ERROR: " + message);
    }

    /** @param failed true if an exception ended the build. If false, a step set the result and wrote its message */
    public void writeEnd(BuildOutcome outcome, boolean failed) {
        if (failed && outcome.result() == RunResult.FAILURE) {
            writeError(outcome.message());
        } else if (failed) {
            writeLine(outcome.message());
        }
        writeLine("Finished: " + outcome.jenkinsResult());
    }

    /** After this call, each line with text begins with its time, in ISO 8601 and UTC. */
    public synchronized void showTimestamps() {
        timestamps = true;
    }

    /**
     * Copies the output of one process to the log. A line is written when it is complete, so that a secret in it is
     * found and no other output is mixed into it.
     */
    final class ProcessOutput {
        /** The incomplete last line, decoded as ISO 8859-1: one character for each byte. */
        private String pending = "";

        /** @param endOfOutput true if no more output follows */
        void append(byte[] bytes, boolean endOfOutput) {
            pending += new String(bytes, ISO_8859_1);
            int end = endOfOutput ? pending.length() : pending.lastIndexOf('\n') + 1;
            write(new String(pending.substring(0, end).getBytes(ISO_8859_1), UTF_8));
            pending = pending.substring(end);
        }
    }

    private synchronized void write(String text) {
        String masked = mask(text);
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
     * Reads a part of the log of a build.
     *
     * @param build the folder of the build
     * @param offset where the part begins, in bytes
     * @param ended true if the build had ended before this call, so that the log does not grow any more
     * @return empty if the build was deleted meanwhile
     */
    public static Optional<LogChunk> read(Path build, long offset, boolean ended) {
        return read(build, offset, Long.MAX_VALUE, ended);
    }

    /** @param limit what is written behind this offset is not read */
    static Optional<LogChunk> read(Path build, long offset, long limit, boolean ended) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset + " is negative");
        }
        try (RandomAccessFile file = new RandomAccessFile(build.resolve(FILE).toFile(), "r")) {
            long end = Math.min(limit, file.length());
            long from = Math.min(offset, end);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MAX_CHUNK_BYTES, end - from));
            file.seek(from);
            file.readFully(bytes.array());
            // Skips the rest of a character if the offset is inside it.
            while (bytes.hasRemaining() && (bytes.get(bytes.position()) & 0xC0) == 0x80) {
                bytes.get();
            }
            boolean endOfLog = ended && from + bytes.capacity() == end;
            CharBuffer text = CharBuffer.allocate(bytes.capacity());
            // Does not decode an incomplete character at the end, unless the log is complete.
            UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE).decode(bytes, text, endOfLog);
            return Optional.of(new LogChunk(text.flip().toString(), from + bytes.position(), !endOfLog));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens the log of a build as it is now.
     *
     * @param ended true if the build had ended before this call
     * @return empty if the build was deleted meanwhile
     */
    public static Optional<LogSnapshot> open(Path build, boolean ended) {
        try (RandomAccessFile file = new RandomAccessFile(build.resolve(FILE).toFile(), "r")) {
            long end = file.length();
            while (!ended && end > 0) {
                file.seek(end - 1);
                if (file.read() == '\n') {
                    break;
                }
                end--;
            }
            return Optional.of(new EmbeddedLogSnapshot(build, end, ended));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the last useful lines of the log of a build; empty if the build was deleted meanwhile. */
    public static String lastLines(Path build) {
        try (RandomAccessFile file = new RandomAccessFile(build.resolve(FILE).toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(LogTail.MAX_BYTES_READ, file.length())];
            file.seek(file.length() - end.length);
            file.readFully(end);
            return LogTail.extract(new String(end, UTF_8), end.length == file.length(), SecretMask.URLS_ONLY);
        } catch (FileNotFoundException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
