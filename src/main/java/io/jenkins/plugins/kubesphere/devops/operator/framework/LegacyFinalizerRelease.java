package io.jenkins.plugins.kubesphere.devops.operator.framework;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Releases objects of ks-devops that are being deleted and carry its finalizer but not ours: Kubernetes takes no new
 * finalizer then, so the framework calls neither reconcile nor cleanup for them, and they would hang for ever once the
 * controller that wrote the finalizer is gone.
 */
final class LegacyFinalizerRelease<P extends HasMetadata> extends ResourceObserver<P> {
    private final Predicate<P> held;
    private final String old;
    private final PatchWriter patches;
    private final Consumer<P> undo;

    /**
     * @param held whether an object is one of those
     * @param old the finalizer to release
     * @param undo deletes what the object brought about
     */
    LegacyFinalizerRelease(Predicate<P> held, String old, KubernetesClient client, Consumer<P> undo) {
        super("finalizer " + old, 1);
        this.held = held;
        this.old = old;
        this.patches = new PatchWriter(client);
        this.undo = undo;
    }

    @Override
    public void onResourceCreated(P object) {
        if (held.test(object)) {
            attempt(object, this::release);
        }
    }

    @Override
    public void onResourceUpdated(P object, P before) {
        onResourceCreated(object);
    }

    private void release(P object) {
        undo.accept(object);
        ObjectNode change = PatchWriter.change();
        ArrayNode finalizers = change.withObjectProperty("metadata").putArray("finalizers");
        object.getMetadata().getFinalizers().stream()
                .filter(finalizer -> !finalizer.equals(old))
                .forEach(finalizers::add);
        patches.mergeIfUnchanged(object, change);
    }
}
