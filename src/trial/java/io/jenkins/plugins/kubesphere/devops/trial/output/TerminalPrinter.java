package io.jenkins.plugins.kubesphere.devops.trial.output;

import io.jenkins.plugins.kubesphere.devops.engine.text.ControlCharacterFilter;
import java.io.PrintStream;
import java.util.Locale;

/** Prints each event as one line: time, subject, text. Any thread may call it. */
public final class TerminalPrinter {
    private final PrintStream out;
    private final long start = System.nanoTime();

    public TerminalPrinter(PrintStream out) {
        this.out = out;
    }

    public synchronized void printLine(String subject, String text) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "%7.2fs  %-16s %s%n", seconds, subject, toPrintable(text));
        out.flush();
    }

    /** Prints a line without time and subject. */
    public synchronized void printPlain(String text) {
        out.println(toPrintable(text));
        out.flush();
    }

    public synchronized void printBlankLine() {
        out.println();
    }

    /** Removes control characters: a log can contain them, and they would change the terminal of the user. */
    private static String toPrintable(String text) {
        return ControlCharacterFilter.apply(text.replaceAll("\\R", " "));
    }
}
