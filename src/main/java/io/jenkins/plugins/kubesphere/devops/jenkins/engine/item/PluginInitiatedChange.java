package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Marks the current thread while this plugin changes items, so that listeners can ignore these changes. */
public final class PluginInitiatedChange {
    private static final ThreadLocal<Boolean> ACTIVE = ThreadLocal.withInitial(() -> false);

    private PluginInitiatedChange() {}

    /** A change of items. */
    @FunctionalInterface
    public interface Change<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * Runs the change while this thread is marked.
     *
     * @param itemName full name of the item that is changed, for the message
     * @throws UncheckedIOException if Jenkins could not write; the caller retries later
     */
    public static <T> T run(String itemName, Change<T> change) {
        boolean before = ACTIVE.get();
        ACTIVE.set(true);
        try {
            return change.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while changing \"" + itemName + "\" in Jenkins; the change is retried", e);
        } finally {
            ACTIVE.set(before);
        }
    }

    /** Whether this thread is changing items for this plugin. */
    public static boolean isActive() {
        return ACTIVE.get();
    }
}
