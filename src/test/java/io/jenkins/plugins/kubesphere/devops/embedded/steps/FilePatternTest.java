package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternTest {
    @ParameterizedTest
    @CsvSource({
        "*.jar, a.jar, true",
        "*.jar, target/a.jar, false",
        "**/*.jar, a.jar, true",
        "**/*.jar, a/b/c.jar, true",
        "**/b/*.jar, a/b/c.jar, true",
        "**/b/*.jar, a/bb/c.jar, false",
        "target/**, target/a/b.txt, true",
        "target/, target/a/b.txt, true",
        "a?.txt, ab.txt, true",
        "a?.txt, a/.txt, false",
        "a.txt, abtxt, false",
        "'one, two/*.(x)', two/a.(x), true",
        "'', a.txt, false",
        "**, a/b.txt, true",
    })
    void matchesAsInAnt(String pattern, String file, boolean matches) {
        assertThat(new FilePattern(pattern).matches(Path.of(file))).isEqualTo(matches);
    }
}
