package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationPromptTest {
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "Y\n", " yes \n"})
    void theTrialContinuesAfterYes(String answer) throws IOException {
        confirmation(answer, true, false).ask();

        assertThat(asked.toString(StandardCharsets.UTF_8)).isEqualTo("Continue? [y/N] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "yeah\n"})
    void theTrialStopsAfterAnotherAnswer(String answer) {
        assertThatThrownBy(() -> confirmation(answer, true, false).ask())
                .hasMessage("not confirmed. Nothing was changed");
    }

    @Test
    void withoutATerminalTheOptionYesIsNeeded() throws IOException {
        assertThatThrownBy(() -> confirmation("y\n", false, false).ask())
                .hasMessage(
                        "cannot ask for confirmation: standard input is not a terminal. Give --yes to continue without"
                                + " a question. Nothing was changed");
        confirmation("", false, true).ask();
        assertThat(asked.size()).isZero();
    }

    private ConfirmationPrompt confirmation(String answer, boolean terminal, boolean yes) {
        return new ConfirmationPrompt(
                new BufferedReader(new StringReader(answer)),
                new PrintStream(asked, true, StandardCharsets.UTF_8),
                terminal,
                yes);
    }
}
