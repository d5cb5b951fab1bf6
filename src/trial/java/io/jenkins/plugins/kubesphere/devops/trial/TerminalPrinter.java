package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.engine.text.PlainText;
import java.io.PrintStream;
import java.util.Locale;

/** Prints what happens, one line each: when, what, news. Safe for use from any thread. */
final class TerminalPrinter {
    private final PrintStream out;
    private final long start = System.nanoTime();

    TerminalPrinter(PrintStream out) {
        this.out = out;
    }

    synchronized void line(String what, String news) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "%7.2fs  %-16s %s%n", seconds, what, printable(news));
        out.flush();
    }

    /** A line without time. */
    synchronized void plain(String text) {
        out.println(printable(text));
        out.flush();
    }

    synchronized void blank() {
        out.println();
    }

    /** A log may hold anything; control characters would act on the user's terminal. */
    private static String printable(String text) {
        return PlainText.of(text.replaceAll("\\R", " "));
    }
}
