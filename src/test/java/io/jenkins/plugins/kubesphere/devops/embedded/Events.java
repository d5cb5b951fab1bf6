package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what changed, in order, on one thread of its own, so that a slow listener delays no build. */
final class Events implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "embedded engine events");
        created.setDaemon(true);
        return created;
    });

    Engine.Subscription subscribe(EngineListener listener) {
        Subscriber subscriber = new Subscriber(listener);
        subscribers.add(subscriber);
        return subscriber;
    }

    /** Called with the engine's lock held, after the change: a listener that looks sees it, or what came later. */
    void fire(Consumer<EngineListener> event) {
        if (!thread.isShutdown()) {
            thread.execute(() -> subscribers.forEach(subscriber -> subscriber.tell(event)));
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private final class Subscriber implements Engine.Subscription {
        private final EngineListener listener;
        private volatile boolean closed;

        private Subscriber(EngineListener listener) {
            this.listener = listener;
        }

        private void tell(Consumer<EngineListener> event) {
            if (closed) {
                return;
            }
            try {
                event.accept(listener);
            } catch (RuntimeException | Error e) {
                LOG.error("A listener of the engine threw; it is told the next event nevertheless", e);
            }
        }

        @Override
        public void close() {
            closed = true;
            subscribers.remove(this);
        }
    }
}
