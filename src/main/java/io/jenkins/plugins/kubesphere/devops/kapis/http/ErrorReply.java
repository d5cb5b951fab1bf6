package io.jenkins.plugins.kubesphere.devops.kapis.http;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.Set;

/** Turns failures into answers of the forms that ks-devops and KubeSphere's gateway use. */
public final class ErrorReply {
    /** KubeSphere's gateway answers these, and clients read them as a Status of Kubernetes. */
    private static final Set<Integer> WITH_STATUS = Set.of(401, 403, 429, 503);

    /** A client that tries again later may succeed. */
    private static final Set<Integer> RETRIED = Set.of(429, 503);

    private static final Long RETRY_AFTER_SECONDS = 5L;

    private ErrorReply() {}

    /** A Status of the Kubernetes API. */
    @JsonPropertyOrder({"kind", "apiVersion", "metadata", "status", "message", "reason", "code"})
    record Status(
            String kind,
            String apiVersion,
            Map<String, Object> metadata,
            String status,
            String message,
            String reason,
            int code) {}

    /** Plain text, except where KubeSphere's gateway answers with a Status. */
    public static Reply of(KapisException failure) {
        if (WITH_STATUS.contains(failure.status())) {
            return status(failure);
        }
        Reply text = Reply.text(failure.status(), failure.getMessage() + "\n");
        return (response, json) -> {
            failure.contentRange().ifPresent(range -> response.setHeader("Content-Range", range));
            text.send(response, json);
        };
    }

    /** A Status whatever the code is. */
    public static Reply status(KapisException failure) {
        Status status = new Status(
                "Status", "v1", Map.of(), "Failure", failure.getMessage(), failure.reason(), failure.status());
        return (response, json) -> {
            response.setStatus(failure.status());
            if (RETRIED.contains(failure.status())) {
                response.setHeader(
                        "Retry-After",
                        failure.retryAfter().orElse(RETRY_AFTER_SECONDS).toString());
            }
            Reply.json(status).send(response, json);
        };
    }
}
