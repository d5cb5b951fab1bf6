package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningScanReaderTest {
    private static final Duration SILENCE =
            RunningScanReader.longScanThreshold().dividedBy(2);

    @TempDir
    Path folder;

    @Test
    void aScanThatWaitsShowsItsLastLine() throws IOException {
        assertThat(line("  Checking branch main\n  GitHub API Usage: Sleeping 58 min\n\n", SILENCE.plusSeconds(1)))
                .isEqualTo("GitHub API Usage: Sleeping 58 min");
        assertThat(line("x".repeat(10_000) + "\nlast", SILENCE.plusSeconds(1))).isEqualTo("last");
    }

    /** Each line would be a write. */
    @Test
    void aScanThatGoesOnShowsNoLine() throws IOException {
        assertThat(line("  Checking branch main\n", SILENCE.minusSeconds(1))).isEmpty();
        assertThat(line("", SILENCE.plusSeconds(1))).isEmpty();
        assertThat(RunningScanReader.findLastLineIfSilent(folder.resolve("none"), Instant.now(), line -> line))
                .isEmpty();
    }

    private String line(String log, Duration silence) throws IOException {
        Path file = Files.writeString(folder.resolve("indexing.log"), log);
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return RunningScanReader.findLastLineIfSilent(file, written.plus(silence), line -> line);
    }
}
