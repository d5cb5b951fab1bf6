package io.jenkins.plugins.kubesphere.devops.trial;

import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** Ctrl-C: the first ends the trial in good order, the second at once. */
final class InterruptHandler {
    private static final int CODE = 130;

    private InterruptHandler() {}

    static void watch(TerminalPrinter terminal) {
        AtomicInteger heard = new AtomicInteger();
        // While hooks run, Java would not hear a second one.
        Signal.handle(new Signal("INT"), signal -> {
            if (heard.incrementAndGet() == 1) {
                new Thread(() -> System.exit(CODE), "trial interrupt").start();
            } else {
                terminal.line(
                        "trial",
                        "killed; what it made, a copied home and its secrets too, is left in work/trial, and the next ./run"
                                + " removes it. What it created on a cluster of --kubeconfig stays there");
                ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
                Runtime.getRuntime().halt(CODE);
            }
        });
    }
}
