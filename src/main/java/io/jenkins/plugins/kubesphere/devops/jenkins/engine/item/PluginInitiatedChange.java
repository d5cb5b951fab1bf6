package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Marks the current thread while this plugin changes items, so that listeners can ignore these changes. */
public final class PluginInitiatedChange {
    private static final ThreadLocal<Boolean> ACTIVE = ThreadLocal.withInitial(() -> false);

    private PluginInitiatedChange() {}

    /** A change of items. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * Runs the change while this thread is marked.
     *
     * @throws UncheckedIOException if Jenkins could not write; the caller retries later
     */
    public static <T> T run(Work<T> work) {
        boolean before = ACTIVE.get();
        ACTIVE.set(true);
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while changing an item; the change is retried", e);
        } finally {
            ACTIVE.set(before);
        }
    }

    /** Whether this thread is changing items for this plugin. */
    public static boolean isActive() {
        return ACTIVE.get();
    }
}
