package io.jenkins.plugins.kubesphere.devops.embedded.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that only the end of a huge log is read. The log is a sparse file of 8 GiB, which needs no disk space. */
class EmbeddedBuildLogTest {
    @TempDir
    Path build;

    @Test
    void onlyTheEndOfTheLogIsRead() throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(build.resolve("log").toFile(), "rw")) {
            log.seek(8L << 30);
            log.write("of a line\nERROR: no space left\nFinished: FAILURE\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(EmbeddedBuildLog.lastLines(build)).isEqualTo("ERROR: no space left");
    }
}
