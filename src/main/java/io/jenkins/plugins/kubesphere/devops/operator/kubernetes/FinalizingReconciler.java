package io.jenkins.plugins.kubesphere.devops.operator.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;

/** The base of the reconcilers whose objects bring about something outside Kubernetes, which must be undone first. */
public abstract class FinalizingReconciler<P extends HasMetadata> extends GuardedReconciler<P> implements Cleaner<P> {

    /**
     * Undoes what the object brought about, before its finalizer is taken off. Called until it does not throw; what is
     * gone already is no error.
     */
    protected abstract DeleteControl undo(P object, Context<P> context) throws Exception;

    @Override
    public final DeleteControl cleanup(P object, Context<P> context) {
        try {
            return undo(object, context);
        } catch (Throwable failure) {
            throw wrapped("delete", object, failure);
        }
    }
}
