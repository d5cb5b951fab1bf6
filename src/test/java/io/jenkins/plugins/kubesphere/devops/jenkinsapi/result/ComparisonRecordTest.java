package io.jenkins.plugins.kubesphere.devops.jenkinsapi.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonRecordTest {
    @Test
    void theTextListsWhatWasCompared() {
        assertThat(verified(Set.of()).text()).isEqualTo("""
                        # What src/jenkins-api/java was compared with. Written by a build that found nothing wrong:
                        # mvn clean verify -Djenkins.war=<jenkins.war> -Djenkins.plugins=<folder of .hpi files>
                        declarations sha256 abc
                        declared classes 3
                        declared members 7
                        jenkins 2.528.1
                        plugin credentials 1
                        plugin structs 2
                        """);
    }

    @Test
    void theRecordIsNotValidForOtherDeclarations() {
        assertThat(ComparisonRecord.problem(verified(Set.of()).text(), "abc")).isEmpty();
        assertThat(ComparisonRecord.problem(verified(Set.of()).text(), "abd"))
                .contains("src/jenkins-api/java changed since it was compared with a real Jenkins. Run:"
                        + " mvn clean verify -Djenkins.war=<jenkins.war> -Djenkins.plugins=<folder of .hpi files>");
    }

    @Test
    void theRecordIsNotValidForSkippedPlugins() {
        String text = verified(Set.of("a.B", "a.C")).text();
        assertThat(text).endsWith("skipped a.B\nskipped a.C\n");
        assertThat(ComparisonRecord.problem(text, "abc"))
                .contains("2 classes of plugins were not compared with real ones. Run:"
                        + " mvn clean verify -Djenkins.war=<jenkins.war> -Djenkins.plugins=<folder of .hpi files>");
    }

    @Test
    void theHashDependsOnNamesAndTextsButNotOnLineEnds(@TempDir Path work) throws Exception {
        Path file = Files.writeString(work.resolve("A.java"), "class A {\n}\n");
        String hash = DeclarationHash.hash(work);
        Files.writeString(file, "class A {\r\n}\r\n");
        assertThat(DeclarationHash.hash(work)).isEqualTo(hash).hasSize(64);
        Files.writeString(file, "class A { }\n");
        assertThat(DeclarationHash.hash(work)).isNotEqualTo(hash);
        Files.writeString(file, "class A {\n}\n");
        Files.move(file, work.resolve("B.java"));
        assertThat(DeclarationHash.hash(work)).isNotEqualTo(hash);
    }

    private static ComparisonRecord verified(Set<String> skipped) {
        return new ComparisonRecord(
                "abc",
                "2.528.1",
                new TreeMap<>(Map.of("structs", "2", "credentials", "1")),
                3,
                7,
                new TreeSet<>(skipped));
    }
}
