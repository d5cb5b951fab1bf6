package io.jenkins.plugins.kubesphere.devops.controlplane;

/** Lets threads pass while it is open, and blocks them while it is shut. */
final class ByteGate {
    private boolean open = true;

    synchronized void shut() {
        open = false;
    }

    synchronized void open() {
        open = true;
        notifyAll();
    }

    /** Waits until the gate is open. */
    synchronized void pass() throws InterruptedException {
        while (!open) {
            wait();
        }
    }
}
