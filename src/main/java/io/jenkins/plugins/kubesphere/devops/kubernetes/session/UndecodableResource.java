package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import java.util.Optional;

/** Words for what ended an informer: an object that does not decode ends the one of its kind. */
public final class UndecodableResource {
    private UndecodableResource() {}

    /**
     * Gives the failure in words. The original message is no use to a reader: it may hold the whole object, or a page.
     *
     * @param kind what was watched
     */
    public static NotReadyException of(Class<? extends HasMetadata> kind, Throwable error) {
        String name = HasMetadata.getFullResourceName(kind);
        return new NotReadyException(Problem.of(UndecodableResource.class, "unreadable", name, cause(error)));
    }

    private static String cause(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && !(root instanceof JsonProcessingException)) {
            root = root.getCause();
        }
        String words = root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
        return Optional.ofNullable(words).orElse(root.getClass().getSimpleName());
    }
}
