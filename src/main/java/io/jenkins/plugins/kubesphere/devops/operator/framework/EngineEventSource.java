package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/**
 * Lets the engine cause a reconcile of an object. Several signals during one reconcile cause one more reconcile. A
 * signal about an object that the operator does not know yet is dropped; the first reconcile of that object reads the
 * engine anyway.
 */
public final class EngineEventSource<P extends HasMetadata> extends SimpleInboundEventSource<P> {

    public EngineEventSource(String name) {
        super(name);
    }

    /**
     * Causes a reconcile of an object. Never blocks. Thread-safe.
     *
     * @param namespace namespace of the object; empty for cluster-scoped kinds
     */
    public void raise(String namespace, String name) {
        propagateEvent(new ResourceID(name, namespace.isEmpty() ? null : namespace));
    }
}
