package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import java.util.Objects;

/** A request to another server was not sent, or got no usable answer. The message has no secret. */
public final class OutboundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Reason {
        /** The address is not one that a caller may reach; nothing was sent. */
        REFUSED,
        /** There is no connection, or it ended early. */
        UNREACHABLE,
        /** The answer names another server. */
        REDIRECTED,
        /** The answer is larger than is read. */
        TOO_LARGE,
        /** The time was over. */
        TOO_SLOW,
        /** Nothing is wrong with the request, but Jenkins cannot send it now; the same request may succeed later. */
        UNAVAILABLE
    }

    private final Reason reason;

    public OutboundException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason);
    }

    /** UNAVAILABLE: Jenkins, or the plugin, ends the work of its threads. */
    static OutboundException stopped() {
        return new OutboundException(
                Reason.UNAVAILABLE, "the request was interrupted, because Jenkins or its REST API stops; try again");
    }

    public Reason reason() {
        return reason;
    }
}
