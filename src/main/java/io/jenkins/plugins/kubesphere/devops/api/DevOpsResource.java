package io.jenkins.plugins.kubesphere.devops.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.client.CustomResource;

/**
 * The base class of the custom resources. Spec and status are never null: if they are absent or null in the JSON, they
 * are {@link #initSpec()} and {@link #initStatus()}.
 *
 * <p>Unknown fields at the top level are ignored for all kinds. {@link CustomResource}, the base class in the client
 * library, does not ignore them: one object with an unknown field would then stop the informer of its kind.
 *
 * @param <S> the spec, immutable
 * @param <T> the status, immutable
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public abstract class DevOpsResource<S, T> extends CustomResource<S, T> {
    private static final long serialVersionUID = 1L;

    /** The spec of an object without a spec. Called by the constructor, so it must not read a field. */
    @Override
    protected abstract S initSpec();

    /** The status of an object without a status. Called by the constructor, so it must not read a field. */
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
