package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/**
 * Lets the engine ask for another look at an object. Signals fold: many during one reconcile are one more reconcile. A
 * signal about an object that the operator does not know (yet) is dropped; its first reconcile reads the engine anyway.
 */
public final class EngineEventSource<P extends HasMetadata> extends SimpleInboundEventSource<P> {

    public EngineEventSource(String name) {
        super(name);
    }

    /**
     * Asks. Never blocks, safe from any thread.
     *
     * @param namespace empty for cluster-scoped kinds
     */
    public void raise(String namespace, String name) {
        propagateEvent(new ResourceID(name, namespace.isEmpty() ? null : namespace));
    }
}
