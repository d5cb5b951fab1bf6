package io.jenkins.plugins.kubesphere.devops.kapis.http;

import java.util.Objects;

/**
 * A request that is refused or that failed. The message goes to the caller: it says what is wrong and how to fix it, and
 * has no secret and no address of a server.
 */
public final class KapisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    /** @param reason a reason of the Kubernetes API, such as {@code NotFound} */
    public KapisException(int status, String reason, String message) {
        super(Objects.requireNonNull(message));
        this.status = status;
        this.reason = Objects.requireNonNull(reason);
    }

    /** 400: the request is wrong whoever sends it. */
    public static KapisException badRequest(String message) {
        return new KapisException(400, "BadRequest", message);
    }

    /** 401: it is not known who sends the request. */
    public static KapisException unauthorized(String message) {
        return new KapisException(401, "Unauthorized", message);
    }

    /** 403: the caller may not do this. */
    public static KapisException forbidden(String message) {
        return new KapisException(403, "Forbidden", message);
    }

    public static KapisException notFound(String message) {
        return new KapisException(404, "NotFound", message);
    }

    /** 409: the object is there already, or was changed meanwhile. */
    public static KapisException conflict(String message) {
        return new KapisException(409, "Conflict", message);
    }

    /** 503: a server that is needed does not answer. */
    public static KapisException unavailable(String message) {
        return new KapisException(503, "ServiceUnavailable", message);
    }

    /** HTTP status of the answer, 400 to 599. */
    public int status() {
        return status;
    }

    /** In the answer, where it is a Status of the Kubernetes API. */
    public String reason() {
        return reason;
    }
}
