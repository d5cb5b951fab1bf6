package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The console log of a build, with secrets masked. */
final class BuildLog implements AutoCloseable {
    private static final String FILE = "log";
    private static final int CHUNK = 256 * 1024;

    private final OutputStream out;
    private Mask mask = Mask.NOTHING;

    /** Appends to what is there. Written through a stream, not a channel, which an interrupt would close. */
    BuildLog(Path build) {
        try {
            out = new FileOutputStream(build.resolve(FILE).toFile(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void mask(Mask secrets) {
        mask = secrets;
    }

    /** Masks what a message for the user may hold. */
    String masked(String message) {
        return mask.text(message);
    }

    void line(String text) {
        bytes(mask.bytes((text + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    void step(String text) {
        line("[Pipeline] " + text);
    }

    void end(Outcome outcome) {
        if (outcome.result() == Result.FAILURE) {
            line("ERROR: " + outcome.message());
        }
        line("Finished: " + outcome.result());
    }

    /** Takes over a process' output, whole lines at a time if there is something to mask. */
    Mask.Lines output() {
        return mask.lines(this::bytes);
    }

    private synchronized void bytes(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads from the log of a build.
     *
     * @return empty if the build was deleted meanwhile
     * @param over whether the build was over before this call, so that what is there is all there will be
     */
    static Optional<LogChunk> read(Path build, long offset, boolean over) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset + " is negative");
        }
        try (RandomAccessFile file = new RandomAccessFile(build.resolve(FILE).toFile(), "r")) {
            long end = file.length();
            long from = Math.min(offset, end);
            byte[] read = new byte[(int) Math.min(CHUNK, end - from)];
            file.seek(from);
            file.readFully(read);
            boolean last = over && from + read.length == end;
            int length = last ? read.length : wholeCharacters(read);
            return Optional.of(new LogChunk(new String(read, 0, length, StandardCharsets.UTF_8), from + length, !last));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many of the bytes stand before a character that is not there in full. */
    private static int wholeCharacters(byte[] utf8) {
        for (int back = 1; back <= Math.min(4, utf8.length); back++) {
            int b = utf8[utf8.length - back] & 0xFF;
            if (b < 0x80) {
                break;
            }
            if (b >= 0xC0) {
                int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return needed > back ? utf8.length - back : utf8.length;
            }
        }
        return utf8.length;
    }
}
