package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of a process and its children, which a test can set while they run. A preloaded library adds an
 * offset to the time, so the machine and all other processes keep their time.
 */
final class SteppableClock {
    private static final String SOURCE = "steppable-clock.c";
    private static final String OFFSET_VARIABLE = "STEPPABLE_CLOCK";

    private final Path library;
    private final Path offset;

    private SteppableClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /**
     * Compiles the library. The clock has the real time at first.
     *
     * @param folder an empty folder
     * @return empty if this machine has no C compiler, or one that cannot compile the library
     */
    static Optional<SteppableClock> compile(Path folder) throws IOException {
        SteppableClock clock = new SteppableClock(folder.resolve("steppable-clock.so"), folder.resolve("offset"));
        clock.step(Duration.ZERO);
        Path source = folder.resolve("steppable-clock.c");
        try (InputStream in = SteppableClock.class.getResourceAsStream(SOURCE)) {
            Files.copy(in, source);
        }
        return SystemCommand.succeeds(
                        "cc", "-O1", "-shared", "-fPIC", "-o", clock.library.toString(), source.toString(), "-ldl")
                ? Optional.of(clock)
                : Optional.empty();
    }

    /** Returns the variables with which a process has this clock. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), OFFSET_VARIABLE, offset.toString());
    }

    /** Sets the clock to this distance from the real time; negative for a clock that is slow. */
    void step(Duration fromRealTime) {
        // One write of eight bytes in place: the process has mapped the file into its memory.
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        seconds.putLong(0, fromRealTime.toSeconds());
        try (FileChannel file = FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(seconds, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
