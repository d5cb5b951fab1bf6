package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.ObjectChange;
import java.util.Objects;
import java.util.function.Consumer;

/** Tells which objects have changed, for clients that watch them. */
public final class ObjectChangeNotifier {
    private final Consumer<ObjectChange> listener;

    /** @param listener called by the threads of informers; must return at once */
    public ObjectChangeNotifier(Consumer<ObjectChange> listener) {
        this.listener = listener;
    }

    /** Reports the changes of an informer. */
    <T> ResourceEventHandler<T> handler() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                report(object);
            }

            @Override
            public void onUpdate(T before, T after) {
                report(after);
            }

            @Override
            public void onDelete(T object, boolean isFinalStateUnknown) {
                report(object);
            }
        };
    }

    private void report(Object object) {
        if (object instanceof HasMetadata found) {
            listener.accept(new ObjectChange(
                    found.getClass(),
                    Objects.requireNonNullElse(found.getMetadata().getNamespace(), ""),
                    found.getMetadata().getName()));
        }
    }
}
