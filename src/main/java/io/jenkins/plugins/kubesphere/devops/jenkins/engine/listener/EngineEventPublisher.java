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
 * Publishes events to subscribers, on the thread that made the change: it may hold the queue's lock or run a Pipeline's
 * program, so a subscriber returns quickly, and nothing it throws gets through.
 */
@Extension
public final class EngineEventPublisher {
    private static final Logger LOGGER = Logger.getLogger(EngineEventPublisher.class.getName());

    private final List<Consumer<EngineEvent>> subscribers = new CopyOnWriteArrayList<>();

    /** The publisher of this controller. */
    public static EngineEventPublisher get() {
        return ExtensionList.lookupSingleton(EngineEventPublisher.class);
    }

    /** Adds a subscriber. One that is added twice is told twice, until each of the two subscriptions ends. */
    public Engine.Subscription add(Consumer<EngineEvent> subscriber) {
        // The list finds elements by equality: the wrapper is equal to itself only.
        Consumer<EngineEvent> own = event -> subscriber.accept(event);
        subscribers.add(own);
        return () -> subscribers.remove(own);
    }

    void publish(EngineEvent event) {
        for (Consumer<EngineEvent> subscriber : subscribers) {
            try {
                subscriber.accept(event);
            } catch (RuntimeException | LinkageError e) {
                LOGGER.log(Level.WARNING, "A subscriber failed; the next sweep corrects what it missed", e);
            }
        }
    }
}
