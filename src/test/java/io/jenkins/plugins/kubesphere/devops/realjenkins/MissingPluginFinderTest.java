package io.jenkins.plugins.kubesphere.devops.realjenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingPluginFinderTest {
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void aCompleteFolderLacksNothing() throws IOException {
        FakePluginAndWarFactory.plugin(folder, "structs", "353.v261ea_40a_80fb_", "");
        FakePluginAndWarFactory.plugin(folder, "git", "5.7.0", "structs:353.v261ea_40a_80fb_");

        assertThat(missing("git:5.7.0", List.of("structs"))).isEmpty();
    }

    @Test
    void missingPluginsAreReportedWithTheirVersionAndDependent() throws IOException {
        FakePluginAndWarFactory.plugin(folder, "git", "5.7.0", "structs:353.v261ea_40a_80fb_");

        assertThat(missing("git:5.7.0,credentials:1447.v4cb_b_539b_5321", List.of("workflow-job")))
                .containsExactly(
                        "credentials 1447.v4cb_b_539b_5321 or newer is missing (required by ours)",
                        "structs 353.v261ea_40a_80fb_ or newer is missing (required by git)",
                        "workflow-job is missing (required by samples/)");
    }

    @Test
    void theHighestRequiredVersionIsReported() throws IOException {
        FakePluginAndWarFactory.plugin(folder, "git", "5.7.0", "structs:353.v261ea_40a_80fb_");

        assertThat(missing("git:5.7.0,structs:338.v848422169819", List.of()))
                .containsExactly("structs 353.v261ea_40a_80fb_ or newer is missing (required by git)");
    }

    @Test
    void tooOldPluginsAreReported() throws IOException {
        FakePluginAndWarFactory.plugin(folder, "kubernetes-client-api", "6.14.0-260.v", "");

        assertThat(missing("kubernetes-client-api:7.3.1-256.v788a_0b_787114", List.of()))
                .containsExactly("kubernetes-client-api 7.3.1-256.v788a_0b_787114 or newer is needed, but 6.14.0-260.v"
                        + " is installed (required by ours)");
    }

    @Test
    void hashesInVersionsAreNotCompared() throws IOException {
        FakePluginAndWarFactory.plugin(folder, "structs", "353.va", "");

        assertThat(missing("structs:353.vb", List.of())).isEmpty();
    }

    @Test
    void aReleaseAfterAReleaseIsNewer() throws IOException {
        FakePluginAndWarFactory.plugin(folder, "jackson2-api", "2.19.2-408.v18248a_324cfe", "");

        assertThat(missing("jackson2-api:2.19.2-99.v1", List.of())).isEmpty();
        assertThat(missing("jackson2-api:2.19.2-409.v1", List.of())).hasSize(1);
        assertThat(missing("jackson2-api:2.9.0", List.of())).isEmpty();
    }

    @Test
    void anOptionalPluginMayBeMissingButNotTooOld() throws IOException {
        assertThat(missing("git:5.7.0;resolution:=optional", List.of())).isEmpty();

        FakePluginAndWarFactory.plugin(folder, "git", "5.0.0", "");

        assertThat(missing("git:5.7.0;resolution:=optional", List.of()))
                .containsExactly("git 5.7.0 or newer is needed, but 5.0.0 is installed (required by ours)");
    }

    @Test
    void aDisabledPluginIsMissing() throws IOException {
        FakePluginAndWarFactory.plugin(folder, "git", "5.7.0", "");
        Files.createFile(folder.resolve("git.jpi.disabled"));

        assertThat(missing("git:5.7.0", List.of())).hasSize(1);
    }

    @Test
    void aFileThatIsNotAPluginIsReported() throws IOException {
        Path file = Files.writeString(folder.resolve("git.hpi"), "<html>Not Found</html>");

        assertThatThrownBy(() -> PluginFolder.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is not a plugin: ");
    }

    private List<String> missing(String dependencies, List<String> more) throws IOException {
        PluginFile ours = PluginFile.read(FakePluginAndWarFactory.plugin(elsewhere, "ours", "1.0", dependencies));
        return MissingPluginFinder.findMissing(PluginFolder.read(folder), ours, more, "samples/").stream()
                .map(MissingPluginFinder.MissingPlugin::toString)
                .toList();
    }
}
