package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Publishes events to subscribers, on the thread that made the change. This thread may hold the lock of the queue or
 * run the program of a Pipeline. So a subscriber must return quickly, and its exceptions are only logged.
 */
@Extension
public final class EngineEventPublisher {
    private static final Logger LOGGER = Logger.getLogger(EngineEventPublisher.class.getName());

    private final List<Consumer<EngineEvent>> subscribers = new CopyOnWriteArrayList<>();

    /** The publisher of this controller. */
    public static EngineEventPublisher get() {
        return ExtensionList.lookupSingleton(EngineEventPublisher.class);
    }

    /**
     * Adds a subscriber. A subscriber that is added twice gets each event twice, until one of the two subscriptions
     * ends.
     */
    public Engine.Subscription subscribe(Consumer<EngineEvent> subscriber) {
        // The list removes elements by equality, and a wrapper is only equal to itself.
        Consumer<EngineEvent> wrapper = event -> subscriber.accept(event);
        subscribers.add(wrapper);
        return () -> subscribers.remove(wrapper);
    }

    void publish(EngineEvent event) {
        for (Consumer<EngineEvent> subscriber : subscribers) {
            try {
                subscriber.accept(event);
            } catch (RuntimeException | LinkageError e) {
                LOGGER.log(
                        Level.WARNING,
                        "A subscriber to engine events failed; the next sweep handles the objects that it missed",
                        e);
            }
        }
    }
}
