package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import java.util.Optional;

/** Describes the failure of an informer. One object that cannot be decoded ends the informer of its kind. */
public final class InformerErrorTranslator {
    private InformerErrorTranslator() {}

    /**
     * Creates the exception that describes the failure. It does not use the message of {@code error}, which may contain
     * the whole object, but the message of its cause.
     *
     * @param kind the kind that the informer watched
     */
    public static NotReadyException translate(Class<? extends HasMetadata> kind, Throwable error) {
        String name = HasMetadata.getFullResourceName(kind);
        return new NotReadyException(Problem.of(InformerErrorTranslator.class, "unreadable", name, rootMessage(error)));
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
