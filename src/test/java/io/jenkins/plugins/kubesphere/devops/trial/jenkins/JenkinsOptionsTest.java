package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JenkinsOptionsTest {
    @TempDir
    Path folder;

    private final JenkinsOptions options = new JenkinsOptions();

    @BeforeEach
    void complete() throws IOException {
        options.jenkins = true;
        options.war = folder.resolve("jenkins.war");
        options.plugins = Files.createDirectory(folder.resolve("plugins"));
    }

    @Test
    void aWarAndPluginsAreSufficient() {
        options.validateAndResolve(trial());

        assertThat(options.isRequested()).isTrue();
    }

    @Test
    void withoutOptionsTheEmbeddedEngineIsUsed() {
        JenkinsOptions none = new JenkinsOptions();
        none.validateAndResolve(trial());

        assertThat(none.isRequested()).isFalse();
    }

    @Test
    void withoutTheOptionJenkinsOtherOptionsAreRefused() {
        options.jenkins = false;

        assertRefused("--war is for a real controller; add --jenkins, or remove --war");
        options.war = null;
        options.plugins = null;
        options.large = true;
        assertRefused("--large is for a real controller; add --jenkins, or remove --large");
    }

    @Test
    void anOptionOfTheEmbeddedEngineIsRefusedWithTheOptionJenkins() {
        assertThatThrownBy(() -> options.requireEmbeddedEngine("--ignore-agents"))
                .hasMessage("--ignore-agents is for the embedded engine; remove it, or remove --jenkins");
        options.jenkins = false;
        options.requireEmbeddedEngine("--ignore-agents");
    }

    @Test
    void aMissingWarIsRefused() {
        options.war = null;

        assertRefused("--jenkins needs --war FILE, a jenkins.war (https://www.jenkins.io/download/)");
    }

    @Test
    void missingPluginsAndHomeAreRefused() {
        options.plugins = null;

        assertRefused(
                "--jenkins needs --plugins DIR, a folder of .hpi or .jpi files, or --home H, a JENKINS_HOME that is"
                        + " copied");
    }

    @Test
    void pluginsTogetherWithAHomeAreRefused() {
        options.home = folder;

        assertRefused("--plugins and --home are both given; a copied home has its own plugins, so remove one of them");
    }

    @Test
    void aPluginsPathThatIsNotAFolderIsRefused() {
        options.plugins = folder.resolve("nowhere");

        assertRefused("--plugins " + options.plugins + " is not a folder; give a folder with .hpi or .jpi files");
    }

    @Test
    void filesInTheFolderThatIsClearedAreRefused() throws IOException {
        Path inside = Files.createDirectories(trial().resolve("jenkins"));
        options.plugins = null;
        options.home = Files.createSymbolicLink(folder.resolve("link"), inside);

        assertRefused("--home " + options.home + " overlaps with " + trial().toRealPath()
                + ", which every ./run clears; copy it to another place first");
    }

    @Test
    void aHomeThatContainsThatFolderIsRefused() throws IOException {
        Files.createDirectories(trial());
        options.plugins = null;
        options.home = folder;

        assertThatThrownBy(() -> options.validateAndResolve(trial())).hasMessageContaining("overlaps");
    }

    @Test
    void aPortThatIsInUseIsRefused() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            options.port = taken.getLocalPort();

            assertThatThrownBy(options::checkPort)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("port " + options.port + " of 127.0.0.1 cannot be used")
                    .hasMessageEndingWith("give another --jenkins-port, or remove the option to use any free port");
        }
    }

    private Path trial() {
        return folder.resolve("trial");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> options.validateAndResolve(trial()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }
}
