package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells what this thread does to items on the control plane's behalf from what people do: listeners ask. */
public final class PluginInitiatedChange {
    private static final ThreadLocal<Boolean> AT_WORK = ThreadLocal.withInitial(() -> false);

    private PluginInitiatedChange() {}

    /** Changes items. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * Does the work with this thread marked.
     *
     * @throws UncheckedIOException if Jenkins could not write; the caller retries later
     */
    public static <T> T does(Work<T> work) {
        boolean before = AT_WORK.get();
        AT_WORK.set(true);
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while changing an item; it is tried again", e);
        } finally {
            AT_WORK.set(before);
        }
    }

    public static boolean isAtWork() {
        return AT_WORK.get();
    }
}
