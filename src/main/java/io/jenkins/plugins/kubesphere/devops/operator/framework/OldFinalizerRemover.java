package io.jenkins.plugins.kubesphere.devops.operator.framework;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Completes the deletion of objects that have the finalizer of ks-devops but not ours. Kubernetes accepts no new
 * finalizer on an object that is being deleted, so the framework calls neither reconcile nor cleanup for it. Without
 * this class, its deletion would never complete after the controller of ks-devops has been removed.
 */
final class OldFinalizerRemover<P extends HasMetadata> extends ObservingEventSource<P> {
    private static final int THREADS = 4;

    private final Predicate<P> isHeldByOldFinalizer;
    private final String oldFinalizer;
    private final PatchWriter patches;
    private final Consumer<P> deleteCreatedItems;

    /**
     * @param isHeldByOldFinalizer tests whether an object is being deleted and has only the old finalizer
     * @param oldFinalizer the finalizer to remove
     * @param deleteCreatedItems deletes what was created for the object
     */
    OldFinalizerRemover(
            Predicate<P> isHeldByOldFinalizer,
            String oldFinalizer,
            KubernetesClient client,
            Consumer<P> deleteCreatedItems) {
        super("finalizer " + oldFinalizer, THREADS);
        this.isHeldByOldFinalizer = isHeldByOldFinalizer;
        this.oldFinalizer = oldFinalizer;
        this.patches = new PatchWriter(client);
        this.deleteCreatedItems = deleteCreatedItems;
    }

    @Override
    public void onResourceCreated(P object) {
        schedule(object);
    }

    @Override
    public void onResourceUpdated(P object, P before) {
        schedule(object);
    }

    private void schedule(P object) {
        if (isHeldByOldFinalizer.test(object)) {
            runWithRetry(object, this::completeDeletion);
        }
    }

    private void completeDeletion(P object) {
        deleteCreatedItems.accept(object);
        ObjectNode change = PatchWriter.emptyPatch();
        ArrayNode finalizers = change.withObjectProperty("metadata").putArray("finalizers");
        object.getMetadata().getFinalizers().stream()
                .filter(finalizer -> !finalizer.equals(oldFinalizer))
                .forEach(finalizers::add);
        patches.mergeIfUnchanged(object, change);
    }
}
