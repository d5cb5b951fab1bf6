package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/**
 * Describes a failed request to the users of a namespace. The message of the exception is not for them: it has the
 * address of the API server, and the whole status object.
 */
public final class ApiFailureDescriber {
    private ApiFailureDescriber() {}

    /** Returns the message of the API server if it gave one. */
    public static String describe(KubernetesClientException failure) {
        if (isWithoutAnswer(failure)) {
            return "the Kubernetes API did not answer; see the log of Jenkins";
        }
        return Optional.ofNullable(failure.getStatus())
                .map(Status::getMessage)
                .filter(message -> !message.isBlank())
                .map(message -> "the Kubernetes API answered: " + message)
                .orElseGet(() ->
                        "the Kubernetes API answered with HTTP " + failure.getCode() + "; see the log of Jenkins");
    }

    /** Returns true if the request failed before the API server answered. */
    public static boolean isWithoutAnswer(KubernetesClientException failure) {
        return failure.getCode() <= 0;
    }
}
