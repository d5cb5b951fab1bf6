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

/** Tells listeners what changed, in order, on one thread of its own, so that a slow listener delays no build. */
final class EmbeddedEventDispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEventDispatcher.class);

    private final List<Consumer<EngineEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "embedded engine events");
        created.setDaemon(true);
        return created;
    });

    Engine.Subscription subscribe(Consumer<EngineEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Called with the engine's lock held, after the change: a listener that looks sees it, or what came later. */
    void fire(EngineEvent event) {
        if (!thread.isShutdown()) {
            thread.execute(() -> listeners.forEach(listener -> tell(listener, event)));
        }
    }

    private static void tell(Consumer<EngineEvent> listener, EngineEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException | Error e) {
            LOG.error("A listener of the engine threw; it is told the next event nevertheless", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
