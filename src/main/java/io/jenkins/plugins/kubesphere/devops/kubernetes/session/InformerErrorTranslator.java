package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import java.util.Optional;

/** Describes why an informer failed. An informer ends if it cannot decode one object of its kind. */
public final class InformerErrorTranslator {
    private InformerErrorTranslator() {}

    /**
     * Creates the exception that describes the failure. It uses the message of the root cause, because the message of
     * {@code error} may contain the whole object. If {@code error} has no cause, it uses the message of {@code error}.
     *
     * @param kind the kind that the informer watched
     */
    public static SessionNotReadyException translate(Class<? extends HasMetadata> kind, Throwable error) {
        String name = HasMetadata.getFullResourceName(kind);
        return new SessionNotReadyException(
                LocalizableProblem.of(InformerErrorTranslator.class, "unreadable", name, rootMessage(error)));
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && !(root instanceof JsonProcessingException)) {
            root = root.getCause();
        }
        String message = root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
        return Optional.ofNullable(message).orElse(root.getClass().getSimpleName());
    }
}
