package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends events to the listeners in order, on a thread of its own, so that a slow listener does not delay builds. */
final class EmbeddedEventDispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEventDispatcher.class);

    private final List<Consumer<EngineEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "embedded engine events");
        thread.setDaemon(true);
        return thread;
    });

    Engine.Subscription subscribe(Consumer<EngineEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Sends an event. Call it after the change, with the lock of the engine held: a listener that reads the state then
     * sees the change, or a later one.
     */
    void fire(EngineEvent event) {
        if (!executor.isShutdown()) {
            executor.execute(() -> listeners.forEach(listener -> send(listener, event)));
        }
    }

    private static void send(Consumer<EngineEvent> listener, EngineEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException | Error e) {
            LOG.error("A listener of the engine failed with an exception; it still gets the next events", e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
