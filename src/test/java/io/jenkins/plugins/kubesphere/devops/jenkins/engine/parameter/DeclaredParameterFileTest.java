package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.DeclaredParameterFile.Content;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.DeclaredParameter;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.DeclaredParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredParameterFileTest {
    private static final Content CONTENT = new Content(
            "sha256:1",
            1234,
            new DeclaredParameters(
                    List.of(
                            new DeclaredParameter("string", "WHO", "whom to \"greet\"\n", "wörld", List.of(), true),
                            new DeclaredParameter("choice", "TARGET", "", "", List.of("test", "live"), false)),
                    ""));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void setFile() {
        file = folder.resolve(DeclaredParameterFile.NAME);
    }

    @Test
    void theContentOfTheFileIsUnchangedAfterARestart() throws IOException {
        DeclaredParameterFile.writeFile(file, CONTENT);

        assertThat(DeclaredParameterFile.readFile(file)).contains(CONTENT);
    }

    /** Runs with a new parameter were refused for hours after the clock was set back: nobody read their Jenkinsfile. */
    @Test
    void aReadingOfBeforeTheClockWasSetBackIsNotRecent() {
        Duration fiveSeconds = Duration.ofSeconds(5);

        assertThat(CONTENT.wasReadWithin(fiveSeconds, 1234)).isTrue();
        assertThat(CONTENT.wasReadWithin(fiveSeconds, 6234)).isTrue();
        assertThat(CONTENT.wasReadWithin(fiveSeconds, 6235)).isFalse();
        assertThat(CONTENT.wasReadWithin(fiveSeconds, 1233)).isFalse();
    }

    @Test
    void aMissingFileHasNoContent() {
        assertThat(DeclaredParameterFile.readFile(file)).isEmpty();
    }

    /** For example after the disk was full, or from a newer version of the plugin. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "{}",
                "[]",
                "{\"source\": \"x\", \"readAt\": 1}",
                "{\"source\": \"x\", \"readAt\": 1, \"declared\": {}}"
            })
    void aFileWithOtherContentIsReadAsMissing(String text) throws IOException {
        Files.writeString(file, text);

        assertThat(DeclaredParameterFile.readFile(file)).isEmpty();
    }
}
