package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;

/**
 * Asks the user whether to go on.
 *
 * @param in where the answer is read
 * @param out where the question is printed
 * @param terminal whether somebody is there who can answer
 * @param yes whether the answer was given beforehand
 */
public record Confirmation(BufferedReader in, PrintStream out, boolean terminal, boolean yes) {
    private static final Set<String> CONSENT = Set.of("y", "yes");

    /**
     * Returns if the answer is yes.
     *
     * @throws IllegalStateException if it is not, or nobody can answer; the message says that nothing was done
     */
    public void ask() throws IOException {
        if (yes) {
            return;
        }
        if (!terminal) {
            throw new IllegalStateException(
                    "nobody is there to confirm this: standard input is not a terminal. Give --yes to go on without a"
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
