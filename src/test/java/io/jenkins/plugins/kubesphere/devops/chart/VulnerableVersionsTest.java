package io.jenkins.plugins.kubesphere.devops.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.hpi.PluginsTxt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the image has no version of Jenkins or of a plugin that is on the list of known vulnerabilities. */
class VulnerableVersionsTest {
    private static final Pattern JENKINS =
            Pattern.compile("^ARG JENKINS=jenkins/jenkins:([\\d.]+)-lts-", Pattern.MULTILINE);

    @Test
    void imageHasNoVersionThatIsKnownToBeVulnerable() throws Exception {
        KnownVulnerabilities known = KnownVulnerabilities.read(root().resolve(KnownVulnerabilities.FILE));

        assertThat(imageVersions().entrySet())
                .flatExtracting(version -> known.problems(version.getKey(), version.getValue()))
                .isEmpty();
    }

    /** A row with a wrong name would check nothing. */
    @Test
    void eachRowNamesSomethingOfTheImage() throws Exception {
        assertThat(KnownVulnerabilities.read(root().resolve(KnownVulnerabilities.FILE))
                        .rows())
                .extracting(KnownVulnerabilities.KnownVulnerability::name)
                .isSubsetOf(imageVersions().keySet())
                .contains(KnownVulnerabilities.CORE, "script-security");
    }

    @Test
    void problemNamesTheVersionTheAdvisoryAndTheCure(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("known.txt");
        Files.writeString(file, """
                # A comment.

                git-client <= 6.6.0  2026-06-24, SECURITY-3723  commands on agents
                jenkins-core <= 2.580.1  2026-10-28, SECURITY-4226, CVE-2026-117620  passwords overwritten
                """);
        KnownVulnerabilities known = KnownVulnerabilities.read(file);

        assertThat(known.problems("git-client", "6.6.0"))
                .containsExactly("git-client 6.6.0 is vulnerable (2026-06-24, SECURITY-3723: commands on agents)."
                        + " Use a version after 6.6.0: docs/versions.md#update");
        assertThat(known.problems("git-client", "6.6.1")).isEmpty();
        assertThat(known.problems(KnownVulnerabilities.CORE, "2.568.2"))
                .singleElement()
                .asString()
                .contains("CVE-2026-117620");
        assertThat(known.problems("git", "1.0")).isEmpty();
    }

    @Test
    void lineInAnotherFormIsRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("known.txt");
        Files.write(file, List.of("git-client 6.6.0 SECURITY-3723"));

        assertThatThrownBy(() -> KnownVulnerabilities.read(file))
                .hasMessage(file + " has the line \"git-client 6.6.0 SECURITY-3723\"; write \"name <= version  date,"
                        + " advisory  summary\", with two spaces between the parts");
    }

    private static Map<String, String> imageVersions() throws Exception {
        Matcher jenkins = JENKINS.matcher(Files.readString(root().resolve("Containerfile")));
        assertThat(jenkins.find()).as("Containerfile has a line " + JENKINS).isTrue();
        Map<String, String> versions =
                new TreeMap<>(PluginsTxt.read(root().resolve("plugins.txt")).versions());
        versions.put(KnownVulnerabilities.CORE, jenkins.group(1));
        return versions;
    }

    private static Path root() {
        return RepositoryRoot.root();
    }
}
