package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The base of the reconcilers whose objects bring about something outside Kubernetes. It is undone whichever way the object
 * goes: with our finalizer, with that of ks-devops alone, or with none because it went too fast.
 */
public abstract class FinalizingReconciler<P extends HasMetadata> extends GuardedReconciler<P> implements Cleaner<P> {
    private static final Logger LOGGER = Logger.getLogger(FinalizingReconciler.class.getName());

    private final String finalizer;
    private final String oldFinalizer;
    private final LostDeletionCleanup<P> vanished = new LostDeletionCleanup<>(this::concerns, this::undo);

    /**
     * @param finalizer ours
     * @param oldFinalizer that of ks-devops for the kind; honoured and released, never written
     */
    protected FinalizingReconciler(String finalizer, String oldFinalizer) {
        this.finalizer = finalizer;
        this.oldFinalizer = oldFinalizer;
    }

    /**
     * Undoes what the object brought about. Called until it does not throw; what is gone already is no error. Called from
     * several threads, for different objects.
     */
    protected abstract void undo(P object);

    /** Writes into the object why it is not gone yet. */
    protected void deletionFailed(P object, String message) {}

    private void tellDeletionFailed(P object, String message) {
        try {
            deletionFailed(object, message);
        } catch (KubernetesClientException e) {
            LOGGER.log(Level.FINE, "the failure is told at the next try", e);
        }
    }

    /** Says whether the object is ours to act on at all; the informer may show more than that. */
    protected boolean concerns(P object) {
        return true;
    }

    /** Gives the kind's own event sources. */
    protected abstract List<EventSource<?, P>> eventSources(EventSourceContext<P> context);

    /** To be called each time something was brought about, in case the object has gone meanwhile. */
    protected final void broughtAbout(P object) {
        vanished.broughtAbout(object);
    }

    @Override
    public final List<EventSource<?, P>> prepareEventSources(EventSourceContext<P> context) {
        KubernetesClient client = context.getClient();
        List<EventSource<?, P>> sources = new ArrayList<>(eventSources(context));
        sources.add(vanished);
        sources.add(new LegacyFinalizerRelease<>(this::isHeldByOldAlone, oldFinalizer, client, this::undo));
        return sources;
    }

    private boolean isHeldByOldAlone(P object) {
        return concerns(object)
                && object.isMarkedForDeletion()
                && object.hasFinalizer(oldFinalizer)
                && !object.hasFinalizer(finalizer);
    }

    @Override
    public final DeleteControl cleanup(P object, Context<P> context) {
        try {
            undo(object);
        } catch (Throwable failure) {
            ReconcileFailure wrapped = wrapped("delete", object, failure);
            tellDeletionFailed(object, wrapped.getMessage());
            throw wrapped;
        }
        vanished.undone(object);
        // Both finalizers then go in the framework's one patch.
        object.removeFinalizer(oldFinalizer);
        return DeleteControl.defaultDelete();
    }
}
