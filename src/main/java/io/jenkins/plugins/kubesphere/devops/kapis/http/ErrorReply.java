package io.jenkins.plugins.kubesphere.devops.kapis.http;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.Set;

/** Turns failures into answers of the forms that ks-devops and KubeSphere's gateway use. */
public final class ErrorReply {
    /** KubeSphere's gateway answers these, and clients read them as a Status of Kubernetes. */
    private static final Set<Integer> WITH_STATUS = Set.of(401, 403, 429, 503);

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
        return WITH_STATUS.contains(failure.status())
                ? status(failure)
                : Reply.text(failure.status(), failure.getMessage() + "\n");
    }

    /** A Status whatever the code is. */
    public static Reply status(KapisException failure) {
        Status status = new Status(
                "Status", "v1", Map.of(), "Failure", failure.getMessage(), failure.reason(), failure.status());
        return (response, json) -> {
            response.setStatus(failure.status());
            Reply.json(status).send(response, json);
        };
    }
}
