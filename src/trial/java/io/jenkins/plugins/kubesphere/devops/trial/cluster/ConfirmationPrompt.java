package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;

/**
 * Asks the user for consent.
 *
 * @param in the input with the answer
 * @param out the output for the question
 * @param terminal true if the input is a terminal
 * @param yes true if the user has consented with an option
 */
public record ConfirmationPrompt(BufferedReader in, PrintStream out, boolean terminal, boolean yes) {
    private static final Set<String> CONSENT = Set.of("y", "yes");

    /**
     * Asks the user, and returns only if the user consents.
     *
     * @throws IllegalStateException if the user does not consent, or cannot answer; the message says that nothing was
     *     changed
     */
    public void ask() throws IOException {
        if (yes) {
            return;
        }
        if (!terminal) {
            throw new IllegalStateException(
                    "cannot ask for confirmation: standard input is not a terminal. Give --yes to continue without a"
                            + " question. Nothing was changed");
        }
        out.print("Continue? [y/N] ");
        out.flush();
        String answer = in.readLine();
        if (answer == null || !CONSENT.contains(answer.strip().toLowerCase(Locale.ROOT))) {
            throw new IllegalStateException("not confirmed. Nothing was changed");
        }
    }
}
