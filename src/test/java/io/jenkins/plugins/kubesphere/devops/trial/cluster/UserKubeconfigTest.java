package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserKubeconfigTest {
    private static final String CONFIG = """
            apiVersion: v1
            kind: Config
            current-context: %s
            contexts:
              - {name: %2$s, context: {cluster: %2$s, user: admin}}
            clusters:
              - {name: %2$s, cluster: {server: "https://%2$s:6443", certificate-authority: ca.crt}}
            users:
              - {name: admin, user: {token: secret}}
              - {name: other, user: {token: hidden}}
            """;

    @TempDir
    Path folder;

    @Test
    void onlyTheCurrentContextIsUsedAndItsFilesAreFound() throws IOException {
        write("config", CONFIG.formatted("prod", "prod"));

        UserKubeconfig read = UserKubeconfig.read("config", folder);

        assertThat(read.context()).isEqualTo("prod");
        assertThat(read.user()).isEqualTo("admin");
        assertThat(read.server()).isEqualTo("https://prod:6443");
        assertThat(read.yaml())
                .contains("secret", folder.resolve("ca.crt").toString())
                .doesNotContain("hidden");
    }

    @Test
    void theFirstFileOfAListTakesPrecedence() throws IOException {
        write("a", CONFIG.formatted("''", "test"));
        write("b", CONFIG.formatted("prod", "prod"));

        assertThat(UserKubeconfig.read("a:missing:b", folder).server()).isEqualTo("https://prod:6443");
    }

    @Test
    void aFileThatIsNotAKubeconfigIsReportedInOneSentence() throws IOException {
        write("junk", "}{ junk");
        write("text", "hello");

        for (String name : new String[] {"junk", "text"}) {
            assertThatThrownBy(() -> UserKubeconfig.read(name, folder))
                    .hasMessage("--kubeconfig " + folder.resolve(name)
                            + " is not a kubeconfig (YAML with clusters, contexts and users); give the file that your"
                            + " kubectl uses");
        }
        assertThatThrownBy(() -> UserKubeconfig.read("none", folder))
                .hasMessage(
                        "--kubeconfig " + folder.resolve("none") + " cannot be read; give a file that you may read");
        assertThatThrownBy(() -> UserKubeconfig.read("none:nor", folder))
                .hasMessage("--kubeconfig none:nor: none of these files exists");
    }

    @Test
    void aMissingContextIsReported() throws IOException {
        write("config", CONFIG.formatted("''", "prod"));
        write("other", CONFIG.formatted("gone", "prod"));

        assertThatThrownBy(() -> UserKubeconfig.read("config", folder))
                .hasMessage("--kubeconfig config has no current context; choose one: kubectl --kubeconfig config config"
                        + " use-context NAME");
        assertThatThrownBy(() -> UserKubeconfig.read("other", folder))
                .hasMessageStartingWith(
                        "--kubeconfig other has no context gone, which is its current context;" + " choose one: ");
    }

    /** Without the context, the commands would use the current context at the time when the user pastes them. */
    @Test
    void commandsNameTheContextAndTakeAListOfFilesFromTheEnvironment() throws IOException {
        write("a", CONFIG.formatted("''", "test"));
        write("b", CONFIG.formatted("prod", "prod"));

        assertThat(UserKubeconfig.read("b", folder).kubectl()).isEqualTo("kubectl --kubeconfig b --context prod");
        assertThat(UserKubeconfig.read("a:b", folder).kubectl()).isEqualTo("KUBECONFIG=a:b kubectl --context prod");
        assertThat(new UserKubeconfig("my b", "it's; rm", "", "", "").kubectl())
                .isEqualTo("kubectl --kubeconfig 'my b' --context 'it'\\''s; rm'");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
