package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.engine.text.ControlCharacterFilter;
import java.io.PrintStream;
import java.util.Locale;

/** Prints each event as one line: time, subject, text. Any thread may call it. */
final class TerminalPrinter {
    private final PrintStream out;
    private final long start = System.nanoTime();

    TerminalPrinter(PrintStream out) {
        this.out = out;
    }

    synchronized void line(String subject, String text) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "%7.2fs  %-16s %s%n", seconds, subject, toPrintable(text));
        out.flush();
    }

    /** Prints a line without time and subject. */
    synchronized void plain(String text) {
        out.println(toPrintable(text));
        out.flush();
    }

    synchronized void blank() {
        out.println();
    }

    /** Removes control characters: a log can contain them, and they would change the terminal of the user. */
    private static String toPrintable(String text) {
        return ControlCharacterFilter.apply(text.replaceAll("\\R", " "));
    }
}
