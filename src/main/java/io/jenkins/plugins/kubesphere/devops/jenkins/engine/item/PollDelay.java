package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

/** Waits between two checks of a state for which Jenkins has no event. */
public final class PollDelay {
    private PollDelay() {}

    /** @throws IllegalStateException if the thread is interrupted; the caller tries again later */
    public static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Jenkins; the operation is retried", e);
        }
    }
}
