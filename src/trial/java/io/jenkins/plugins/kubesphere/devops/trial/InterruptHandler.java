package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.trial.output.TerminalPrinter;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** Handles Ctrl-C: the first one ends the trial with its clean-up, the second one ends it at once. */
final class InterruptHandler {
    private static final int EXIT_CODE = 130;

    private InterruptHandler() {}

    static void install(TerminalPrinter terminal) {
        AtomicInteger signals = new AtomicInteger();
        // Uses a signal handler, because Java ignores a second signal while shutdown hooks run.
        Signal.handle(new Signal("INT"), signal -> {
            if (signals.incrementAndGet() == 1) {
                new Thread(() -> System.exit(EXIT_CODE), "trial interrupt").start();
            } else {
                terminal.printLine(
                        "trial",
                        "killed without clean-up. The next ./run deletes work/trial, which may contain a copied home with"
                                + " its secrets. Objects on a cluster of --kubeconfig stay there");
                ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        });
    }
}
