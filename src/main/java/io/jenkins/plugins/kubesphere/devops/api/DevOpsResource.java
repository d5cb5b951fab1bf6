package io.jenkins.plugins.kubesphere.devops.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.client.CustomResource;

/**
 * A custom resource of ours. Spec and status are never null: what the JSON leaves out, or gives as null, is
 * {@link #initSpec()} or {@link #initStatus()}.
 *
 * <p>Unknown fields at the top level are ignored here, for all kinds, because the client library's class does not do it
 * and one object with such a field would end the informer of its kind.
 *
 * @param <S> the spec, immutable
 * @param <T> the status, immutable
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public abstract class DevOpsResource<S, T> extends CustomResource<S, T> {
    private static final long serialVersionUID = 1L;

    /** Gives the spec of an object that has none; called by the constructor, so it reads no field. */
    @Override
    protected abstract S initSpec();

    /** Gives the status of an object that has none; called by the constructor, so it reads no field. */
    @Override
    protected abstract T initStatus();

    @Override
    public void setSpec(S spec) {
        super.setSpec(spec == null ? initSpec() : spec);
    }

    @Override
    public void setStatus(T status) {
        super.setStatus(status == null ? initStatus() : status);
    }
}
