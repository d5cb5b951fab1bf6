package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.realjenkins.FakePluginAndWarFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JenkinsWarTest {
    @TempDir
    Path folder;

    @Test
    void theVersionIsReadFromTheWar() throws Exception {
        Path file = FakePluginAndWarFactory.war(folder.resolve("jenkins.war"), "2.528.1", SupportedJavaProgram.class);

        assertThat(JenkinsWar.check(file).version()).isEqualTo("2.528.1");
    }

    @Test
    void theNeededJavaIsReported() throws Exception {
        Path file = FakePluginAndWarFactory.war(folder.resolve("jenkins.war"), "2.999", UnsupportedJavaProgram.class);

        refused(file)
                .hasMessage("Jenkins 2.999 (" + file + ") does not run on Java "
                        + Runtime.version().feature() + " (" + System.getProperty("java.home")
                        + "); it supports 98 and 99. Set JAVA_HOME to a JDK of such a version");
    }

    @Test
    void aMissingFileIsReported() {
        refused(folder.resolve("jenkins.war"))
                .hasMessage(
                        "--war " + folder.resolve("jenkins.war") + " is not a file; give the path of a jenkins.war");
    }

    @Test
    void anIncompleteFileIsReported() throws Exception {
        Path file = Files.writeString(folder.resolve("jenkins.war"), "half");

        refused(file)
                .hasMessageStartingWith("--war " + file + " is not a jenkins.war: ")
                .hasMessageEndingWith("download it again");
    }

    @Test
    void aPluginIsNotAWar() throws Exception {
        Path file = FakePluginAndWarFactory.plugin(folder, "git", "5.7.0", "");

        refused(file)
                .hasMessageStartingWith("--war " + file
                        + " is not a jenkins.war: its manifest has no Jenkins-Version or no Main-Class");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(Path file) {
        return assertThatThrownBy(() -> JenkinsWar.check(file)).isInstanceOf(IllegalStateException.class);
    }

    /** Main class of a war that runs on this Java. */
    public static final class SupportedJavaProgram {
        public static void main(String[] arguments) {}
    }

    /** Main class of a war that does not run on this Java and reports it as Jenkins does. */
    public static final class UnsupportedJavaProgram {
        public static void main(String[] arguments) {
            System.err.println("Running with Java 17, which is older than the minimum required version (Java 98).");
            System.err.println("Supported Java versions are: [98, 99]");
            System.exit(1);
        }
    }
}
