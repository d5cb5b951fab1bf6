package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseNotHeldException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The base of the reconcilers that create something outside Kubernetes for each object, such as a job. When the object
 * is deleted, they also delete what they created. This also applies to an object that has only the finalizer of
 * ks-devops, and to an object that was deleted before it had a finalizer.
 */
public abstract class FinalizingReconciler<P extends HasMetadata> extends ErrorHandlingReconciler<P>
        implements Cleaner<P> {
    private static final Logger LOGGER = Logger.getLogger(FinalizingReconciler.class.getName());

    private final String finalizer;
    private final String oldFinalizer;
    private final BackgroundDeleter<P> deleter;
    private final MissedDeletionCleaner<P> raceCleaner =
            new MissedDeletionCleaner<>(this::isServed, this::deleteCreatedItems, System::nanoTime);

    /**
     * @param finalizer our finalizer
     * @param oldFinalizer the finalizer of ks-devops for this kind; it is removed, and never added
     * @param deletionThreads where the deletions run; the caller closes it
     */
    protected FinalizingReconciler(String finalizer, String oldFinalizer, FairExecutor deletionThreads) {
        this.finalizer = finalizer;
        this.oldFinalizer = oldFinalizer;
        this.deleter = new BackgroundDeleter<>(deletionThreads, this::deleteCreatedItems, this::reportFailedDeletion);
    }

    /**
     * Deletes what was created for the object. The call is repeated until it does not throw. It must not throw if
     * everything is already deleted. Called from several threads, for different objects.
     */
    protected abstract void deleteCreatedItems(P object);

    /** Creates the event sources of this kind, in addition to those of this class. */
    protected abstract List<EventSource<?, P>> createEventSources(EventSourceContext<P> context);

    /** Returns whether this operator serves the object. The informer may show others too. */
    protected boolean isServed(P object) {
        return true;
    }

    /** Writes on the object why its deletion is not complete. */
    protected void reportDeletionFailure(P object, String message) {}

    /** Call this after each creation of something for the object: the object may have been deleted meanwhile. */
    protected final void cleanUpIfDeleted(P object) {
        raceCleaner.cleanUpIfDeleted(object);
    }

    @Override
    public final List<EventSource<?, P>> prepareEventSources(EventSourceContext<P> context) {
        KubernetesClient client = context.getClient();
        List<EventSource<?, P>> sources = new ArrayList<>(createEventSources(context));
        sources.add(deleter);
        sources.add(raceCleaner);
        sources.add(
                new OldFinalizerRemover<>(this::isHeldByOldFinalizer, oldFinalizer, client, this::deleteCreatedItems));
        return sources;
    }

    @Override
    public final DeleteControl cleanup(P object, Context<P> context) {
        if (!deleter.isDeleted(object)) {
            // The finalizer stays. The end of the deletion causes the next call.
            return DeleteControl.noFinalizerRemoval();
        }
        raceCleaner.markCleanedUp(object);
        // The patch that the framework sends next removes both finalizers.
        object.removeFinalizer(oldFinalizer);
        return DeleteControl.defaultDelete();
    }

    private boolean isHeldByOldFinalizer(P object) {
        return isServed(object)
                && object.isMarkedForDeletion()
                && object.hasFinalizer(oldFinalizer)
                && !object.hasFinalizer(finalizer);
    }

    private void reportFailedDeletion(P object, Throwable failure) {
        String message = reportAndWrap("delete", object, failure).getMessage();
        try {
            reportDeletionFailure(object, message);
        } catch (KubernetesClientException | LeaseNotHeldException e) {
            LOGGER.log(
                    Level.FINE,
                    e,
                    () -> describe(object)
                            + ": the failure of its deletion was not reported; the next attempt reports it");
        }
    }
}
