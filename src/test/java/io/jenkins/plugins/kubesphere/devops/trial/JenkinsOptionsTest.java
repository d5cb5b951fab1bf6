package io.jenkins.plugins.kubesphere.devops.trial;

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
    void aWarAndPluginsAreEnough() {
        assertThat(options.areSet(trial())).isTrue();
    }

    @Test
    void withoutAnythingTheEmbeddedEngineIsMeant() {
        assertThat(new JenkinsOptions().areSet(trial())).isFalse();
    }

    @Test
    void withoutTheWordNothingElseIsTaken() {
        options.jenkins = false;

        refused("--war is for a real controller; add --jenkins, or remove --war");
    }

    @Test
    void withoutAWar() {
        options.war = null;

        refused("--jenkins needs --war FILE, a jenkins.war (https://www.jenkins.io/download/)");
    }

    @Test
    void withoutPluginsAndHome() {
        options.plugins = null;

        refused(
                "--jenkins needs --plugins DIR, a folder of .hpi or .jpi files, or --home H, a JENKINS_HOME to work on a"
                        + " copy of");
    }

    @Test
    void withPluginsAndHome() {
        options.home = folder;

        refused("--plugins and --home are both given; a copied home has its own plugins, so remove one of them");
    }

    @Test
    void pluginsThatAreNoFolder() {
        options.plugins = folder.resolve("nowhere");

        refused("--plugins " + options.plugins + " is not a folder; give a folder with .hpi or .jpi files");
    }

    @Test
    void nothingIsTakenFromTheFolderThatIsCleared() throws IOException {
        Path inside = Files.createDirectories(trial().resolve("jenkins"));
        options.plugins = null;
        options.home = Files.createSymbolicLink(folder.resolve("link"), inside);

        refused("--home " + options.home + " overlaps with " + trial().toRealPath()
                + ", which every ./run clears; copy it to another place first");
    }

    @Test
    void aHomeAroundThatFolderIsNotTaken() throws IOException {
        Files.createDirectories(trial());
        options.plugins = null;
        options.home = folder;

        assertThatThrownBy(() -> options.areSet(trial())).hasMessageContaining("overlaps");
    }

    @Test
    void aPortThatIsTaken() throws IOException {
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

    private void refused(String message) {
        assertThatThrownBy(() -> options.areSet(trial()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }
}
