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
        if (isForbidden(failure) && !lacksRight(failure)) {
            return forbidden(failure);
        }
        LOGGER.log(Level.WARNING, failure, () -> "The Kubernetes API refused a request of the REST API");
        if (isForbidden(failure)) {
            return new KapisException(
                    HttpURLConnection.HTTP_INTERNAL_ERROR,
                    "InternalError",
                    "the account of Jenkins may not do this; an administrator finds the missing right in the log of Jenkins");
        }
        return KapisException.unavailable(ApiFailureDescriber.describe(failure));
    }

    /** Like {@link #translate}, for a request in the name of a caller, who then may lack the right. */
    static KapisException translateOfCaller(KubernetesClientException failure) {
        boolean isOfCaller = isForbidden(failure) && !message(failure).contains(" cannot impersonate ");
        return isOfCaller ? forbidden(failure) : translate(failure);
    }

    /**
     * Like {@link #translateOfCaller}, for a request with the token of a caller. A refusal of the token is no 401: that
     * would say that we do not know whose the token is.
     */
    static KapisException translateOfToken(KubernetesClientException failure) {
        return failure.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED
                ? KapisException.forbidden(
                        "the Kubernetes API does not accept the token with which the caller writes: it has just expired, was"
                                + " withdrawn, or is not meant for the Kubernetes API; get a new one, for the audience of the"
                                + " API server")
                : translateOfCaller(failure);
    }

    private static boolean isForbidden(KubernetesClientException failure) {
        return failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
    }

    /** A quota or an admission plugin answers 403, too. Only a missing right is told in these words. */
    private static boolean lacksRight(KubernetesClientException failure) {
        return message(failure).matches("(?s).*\\bUser \".*\" cannot .*");
    }

    private static KapisException forbidden(KubernetesClientException failure) {
        return KapisException.forbidden("the Kubernetes API refuses it: " + message(failure));
    }

    private static String message(KubernetesClientException failure) {
        return Optional.ofNullable(failure.getStatus()).map(Status::getMessage).orElse("");
    }
}
