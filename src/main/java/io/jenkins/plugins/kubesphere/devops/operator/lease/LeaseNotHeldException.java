package io.jenkins.plugins.kubesphere.devops.operator.lease;

/**
 * Thrown when a change is refused because we do not hold the Lease. Nothing was changed. The operator that holds the
 * Lease sees the same objects and acts on them.
 */
public final class LeaseNotHeldException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    LeaseNotHeldException(String message) {
        super(message);
    }
}
