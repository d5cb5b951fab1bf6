package io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    private static final PipelineRunRef RUN = new PipelineRunRef("team-a", "web-1", "0b1c");

    @TempDir
    Path directory;

    @Test
    void theRunIsReadAsItWasWritten() {
        RunFile.writeTo(directory, RUN);

        assertThat(RunFile.readFrom(directory)).contains(RUN);
        assertThat(directory).isDirectoryContaining(file -> file.endsWith("kubesphere-devops-run.properties"));
    }

    @Test
    void aBuildWithoutTheFileHasNoRun() {
        assertThat(RunFile.readFrom(directory)).isEmpty();
    }

    /** Otherwise the run would be built again. */
    @Test
    void aFileThatCannotBeReadIsAnError() throws IOException {
        Files.writeString(directory.resolve(RunFile.NAME), "uid=\\uXYZ");

        assertThatThrownBy(() -> RunFile.readFrom(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The run of a build cannot be read from " + directory.resolve(RunFile.NAME)
                        + "; restore the file from a backup, or delete it");
    }
}
