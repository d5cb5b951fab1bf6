package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeProcessFinderTest {
    @TempDir
    Path folder;

    private Path home;
    private Process jenkins;

    @BeforeEach
    void createHome() throws IOException {
        home = Files.createDirectory(folder.toRealPath().resolve("home"));
    }

    @AfterEach
    void stopProcess() {
        if (jenkins != null) {
            jenkins.destroyForcibly().onExit().join();
        }
    }

    @Test
    void anIdleHomeHasNoProcess() {
        assertThat(HomeProcessFinder.find(home)).isEmpty();
    }

    @Test
    void theProcessIsFoundByItsCommandLine() throws IOException {
        start(new ProcessBuilder(), "--webroot=" + home + "/war");

        assertThat(HomeProcessFinder.find(home)).hasValue(jenkins.pid());
    }

    @Test
    void theProcessIsFoundByItsEnvironment() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
        ProcessBuilder builder = new ProcessBuilder();
        builder.environment().put("JENKINS_HOME", home.toString());
        start(builder);

        assertThat(HomeProcessFinder.find(home)).hasValue(jenkins.pid());
    }

    @Test
    void theProcessIsFoundByItsOpenFiles() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
        Path plugin = Files.createFile(home.resolve("git.jar"));
        start(new ProcessBuilder().redirectError(plugin.toFile()));

        assertThat(HomeProcessFinder.find(home)).hasValue(jenkins.pid());
    }

    @Test
    void anotherHomeIsIdle() throws IOException {
        start(new ProcessBuilder(), "--webroot=" + home + "2/war");

        assertThat(HomeProcessFinder.find(home)).isEmpty();
    }

    @Test
    void aHomeInUseIsNotCopied() throws IOException {
        Files.writeString(home.resolve("config.xml"), "<hudson/>");
        Files.createDirectory(home.resolve("plugins"));
        start(new ProcessBuilder(), "-DJENKINS_HOME=" + home);

        assertThatThrownBy(() -> HomeCopier.prepare(home))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("--home " + home + " is in use by a running Jenkins, process " + jenkins.pid()
                        + ", which would change it during the copy; stop that Jenkins first, or give a backup");
    }

    /**
     * Starts a program in place of Jenkins, and returns when it runs: at first, the new process has the command line of
     * its parent.
     */
    private void start(ProcessBuilder builder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                WaitingProgram.class.getName()));
        command.addAll(List.of(arguments));
        jenkins = builder.command(command).start();
        assertThat(jenkins.getInputStream().read()).isEqualTo('!');
    }

    /** A program in place of Jenkins that does nothing. */
    public static final class WaitingProgram {
        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("!");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
