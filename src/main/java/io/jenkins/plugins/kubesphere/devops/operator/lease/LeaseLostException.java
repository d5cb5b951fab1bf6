package io.jenkins.plugins.kubesphere.devops.operator.lease;

/** Something was to be changed without the Lease. Nothing was; whoever holds it now sees the same objects. */
public final class LeaseLostException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String message) {
        super(message);
    }
}
