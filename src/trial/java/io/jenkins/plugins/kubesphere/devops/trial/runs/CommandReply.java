package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.jenkins.plugins.kubesphere.devops.engine.text.PlainText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a command answers, line by line. The first character of a line says what it is: see {@link TrialClient}.
 */
final class CommandReply {
    private final BufferedWriter to;

    CommandReply(BufferedWriter to) {
        this.to = to;
    }

    /** A line of what was asked for, for stdout. */
    void out(String text) {
        write(TrialClient.OUT, text);
    }

    /** A message about it, for stderr. */
    void err(String text) {
        write(TrialClient.NOTE, text);
    }

    /** The last line. */
    void exit(int code) {
        write(TrialClient.EXIT, Integer.toString(code));
    }

    /** @throws UncheckedIOException if the client is gone */
    private void write(char what, String text) {
        try {
            // A log may hold anything; control characters would act on the user's terminal.
            to.write(what + PlainText.of(text.replaceAll("\\R", " ")) + "\n");
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
