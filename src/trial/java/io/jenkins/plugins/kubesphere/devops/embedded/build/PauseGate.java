package io.jenkins.plugins.kubesphere.devops.embedded.build;

/** Holds the threads of a build back before their next step while the build is paused. */
final class PauseGate {
    private boolean paused;

    synchronized void setPaused(boolean newPaused) {
        paused = newPaused;
        notifyAll();
    }

    synchronized boolean isPaused() {
        return paused;
    }

    /** Waits until the build is not paused. */
    synchronized void await() throws InterruptedException {
        while (paused) {
            wait();
        }
    }
}
