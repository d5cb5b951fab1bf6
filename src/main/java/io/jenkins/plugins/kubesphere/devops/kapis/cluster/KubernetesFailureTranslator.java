package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiFailureDescriber;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns a refusal of the API server into the answer for the caller. */
final class KubernetesFailureTranslator {
    private static final Logger LOGGER = Logger.getLogger(KubernetesFailureTranslator.class.getName());
    private static final int UNPROCESSABLE = 422;

    /** What the caller can change. Everything else is about us. */
    private static final Set<Integer> OF_THE_CALLER = Set.of(
            HttpURLConnection.HTTP_BAD_REQUEST,
            HttpURLConnection.HTTP_NOT_FOUND,
            HttpURLConnection.HTTP_CONFLICT,
            UNPROCESSABLE);

    private KubernetesFailureTranslator() {}

    static KapisException translate(KubernetesClientException failure) {
        Optional<Status> status = Optional.ofNullable(failure.getStatus());
        if (OF_THE_CALLER.contains(failure.getCode())) {
            return new KapisException(
                    failure.getCode(),
                    status.map(Status::getReason).orElse("Unknown"),
                    status.map(Status::getMessage).orElse("the Kubernetes API refused the request"));
        }
        LOGGER.log(Level.WARNING, failure, () -> "The Kubernetes API refused a request of the REST API");
        if (failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
            return new KapisException(
                    HttpURLConnection.HTTP_INTERNAL_ERROR,
                    "InternalError",
                    "the account of Jenkins may not do this; an administrator finds the missing right in the log of Jenkins");
        }
        return KapisException.unavailable(ApiFailureDescriber.describe(failure));
    }
}
