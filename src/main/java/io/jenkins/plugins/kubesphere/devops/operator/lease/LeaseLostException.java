package io.jenkins.plugins.kubesphere.devops.operator.lease;

/**
 * Thrown when a change is refused because we do not hold the Lease. Nothing was changed. The operator that holds the
 * Lease sees the same objects and acts on them.
 */
public final class LeaseLostException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String message) {
        super(message);
    }
}
