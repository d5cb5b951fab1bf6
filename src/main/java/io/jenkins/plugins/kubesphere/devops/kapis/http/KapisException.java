package io.jenkins.plugins.kubesphere.devops.kapis.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that is refused or that failed. The message goes to the caller: it says what is wrong and how to fix it. It has
 * no secret, and no name of a server except one that the caller or an object of the caller's project names.
 */
public final class KapisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    /** Null if not known: an Optional cannot be serialized. */
    private final Long retryAfter;
    /** Null if the answer has none. */
    private final String contentRange;

    /** @param reason in the style of the Kubernetes API, such as {@code NotFound} */
    public KapisException(int status, String reason, String message) {
        this(status, reason, message, null, null);
    }

    private KapisException(int status, String reason, String message, Long retryAfter, String contentRange) {
        super(Objects.requireNonNull(message));
        this.status = status;
        this.reason = Objects.requireNonNull(reason);
        this.retryAfter = retryAfter;
        this.contentRange = contentRange;
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

    /**
     * 416: the file does not have the part that the request asks for.
     *
     * @param size of the file in bytes, which the answer also has in its header {@code Content-Range}
     */
    public static KapisException rangeNotSatisfiable(long size) {
        return new KapisException(
                416,
                "RequestedRangeNotSatisfiable",
                "the file has " + size + " bytes; ask for a part of them",
                null,
                "bytes */" + size);
    }

    /** 502: another server, which the request or an object names, does not answer as it should. */
    public static KapisException badGateway(String message) {
        return new KapisException(502, "BadGateway", message);
    }

    /** 503: a server that is needed does not answer. */
    public static KapisException unavailable(String message) {
        return new KapisException(503, "ServiceUnavailable", message);
    }

    /**
     * 429: the caller, or all callers, send too much.
     *
     * @param wait after which the request may succeed
     */
    public static KapisException tooManyRequests(String message, Duration wait) {
        long seconds = Math.max(1, wait.toSeconds() + 1);
        return new KapisException(
                429, "TooManyRequests", message + "; try again in " + seconds + " seconds", seconds, null);
    }

    /** The header {@code Content-Range} of the answer; empty if it has none. */
    public Optional<String> contentRange() {
        return Optional.ofNullable(contentRange);
    }

    /** How many seconds the caller should wait; empty if that is not known. */
    public Optional<Long> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** HTTP status of the answer, 400 to 599. */
    public int status() {
        return status;
    }

    /** The field {@code reason} of an answer that is a Status of the Kubernetes API. */
    public String reason() {
        return reason;
    }
}
