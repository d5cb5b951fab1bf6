package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/**
 * Handles each event of an informer in the same way. If an object was changed, the action gets it as it was before,
 * too: it may have named something else then.
 */
record AnyChangeHandler<T extends HasMetadata>(Consumer<T> action) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
        action.accept(object);
    }

    @Override
    public void onUpdate(T before, T object) {
        action.accept(before);
        action.accept(object);
    }

    @Override
    public void onDelete(T object, boolean unknownFinalState) {
        action.accept(object);
    }
}
