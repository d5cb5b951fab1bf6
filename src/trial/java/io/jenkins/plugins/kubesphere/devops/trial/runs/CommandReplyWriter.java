package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.jenkins.plugins.kubesphere.devops.engine.text.ControlCharacterFilter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes the reply to a command, line by line. The first character of a line is its type: see {@link TrialClient}.
 */
final class CommandReplyWriter {
    private final BufferedWriter writer;

    CommandReplyWriter(BufferedWriter writer) {
        this.writer = writer;
    }

    /** Writes a line of the result, which the client prints on standard output. */
    void writeOutput(String text) {
        write(TrialClient.OUT, text);
    }

    /** Writes a message, which the client prints on standard error. */
    void writeNote(String text) {
        write(TrialClient.NOTE, text);
    }

    /** Writes the exit code, which is the last line. */
    void writeExitCode(int code) {
        write(TrialClient.EXIT, Integer.toString(code));
    }

    /** @throws UncheckedIOException if the client has ended */
    private void write(char type, String text) {
        try {
            // Removes control characters: a log can contain them, and they would change the terminal of the user.
            writer.write(type + ControlCharacterFilter.apply(text.replaceAll("\\R", " ")) + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
