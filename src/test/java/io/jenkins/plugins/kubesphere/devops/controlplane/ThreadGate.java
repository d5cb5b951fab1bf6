package io.jenkins.plugins.kubesphere.devops.controlplane;

/** Lets threads pass while it is open, and blocks them while it is closed. */
final class ThreadGate {
    private boolean open = true;

    synchronized void close() {
        open = false;
    }

    synchronized void open() {
        open = true;
        notifyAll();
    }

    /** Waits until the gate is open. */
    synchronized void awaitOpen() throws InterruptedException {
        while (!open) {
            wait();
        }
    }
}
