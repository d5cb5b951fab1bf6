package io.jenkins.plugins.kubesphere.devops.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/**
 * Checks that help.txt equals the help of the command. {@code ./run --help} prints the file, because the script must
 * not compile anything for that.
 */
class TrialHelpTest {
    @Test
    void theHelpFileMatchesTheOptions() throws IOException {
        Path file = RepositoryRoot.root()
                .resolve("src/trial/resources/io/jenkins/plugins/kubesphere/devops/trial/help.txt");
        String help = TrialCommand.commandLine().getUsageMessage(Ansi.OFF);
        String before = Files.readString(file);
        if (Boolean.getBoolean("help.write")) {
            Files.writeString(file, help);
        }

        assertThat(before)
                .as("help.txt is not up to date; write it: mvn test -Dtest=TrialHelpTest -Dhelp.write=true")
                .isEqualTo(help);
    }
}
