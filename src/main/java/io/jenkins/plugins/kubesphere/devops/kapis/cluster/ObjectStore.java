package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads, creates, changes and deletes the objects of one kind in the API server, for callers who have the right to do it. What the path says
 * counts, not what the body says: a caller has rights for the project in the path. Each method throws a {@link
 * KapisException} if the API server refuses.
 *
 * @param <T> the kind
 */
public final class ObjectStore<T extends HasMetadata> {
    private static final int MAX_ATTEMPTS = 5;

    private final Class<T> type;
    private final Supplier<KubernetesClient> client;

    public ObjectStore(Class<T> type, Supplier<KubernetesClient> client) {
        this.type = type;
        this.client = client;
    }

    /**
     * Creates an object from the body of a request, as {@link #create}. It gets no owner and no finalizer: an owner that
     * does not exist would delete it, and a finalizer would keep it.
     */
    public T createFromBody(String namespace, T body, Map<String, String> annotations) {
        ObjectMeta metadata = prepare(namespace, body);
        metadata.setOwnerReferences(List.of());
        metadata.setFinalizers(List.of());
        return create(namespace, body, annotations);
    }

    /**
     * Creates an object.
     *
     * @param namespace null for a kind without namespaces
     * @param annotations added to those of the body, and stronger than those
     */
    public T create(String namespace, T body, Map<String, String> annotations) {
        ObjectMeta metadata = prepare(namespace, body);
        metadata.setResourceVersion(null);
        metadata.setUid(null);
        Map<String, String> all = new HashMap<>(MetadataReader.annotations(body));
        all.putAll(annotations);
        metadata.setAnnotations(all);
        return call(() -> client.get().resource(body).create());
    }

    /**
     * Replaces an object. With a resource version in the body, only if the object still has that; otherwise whatever is
     * there.
     *
     * @param known the object that is there, perhaps not in its newest version
     * @param completion copies into the body what it must not change; gets the newest version and the body
     */
    public T replace(T known, T body, BiConsumer<T, T> completion) {
        String name = known.getMetadata().getName();
        ObjectMeta metadata = prepare(known.getMetadata().getNamespace(), body);
        if (metadata.getName() != null && !metadata.getName().equals(name)) {
            throw KapisException.badRequest(
                    "the body is of \"" + metadata.getName() + "\", the path of \"" + name + "\"; make them equal");
        }
        metadata.setName(name);
        String required = metadata.getResourceVersion();
        boolean isConditional = required != null && !required.isEmpty();
        for (int attempt = 1; ; attempt++) {
            T live = call(() -> Optional.ofNullable(client.get().resource(known).get()))
                    .orElseThrow(() -> notFound(name));
            metadata.setUid(live.getMetadata().getUid());
            // A client that leaves them out must not release the object, and one that adds them must not delete it.
            metadata.setFinalizers(live.getMetadata().getFinalizers());
            metadata.setOwnerReferences(live.getMetadata().getOwnerReferences());
            keepCreator(live, metadata);
            metadata.setResourceVersion(
                    isConditional ? required : live.getMetadata().getResourceVersion());
            completion.accept(live, body);
            try {
                return call(() -> client.get().resource(body).update());
            } catch (KapisException e) {
                // The operator has written it between our two requests.
                if (isConditional || e.status() != HttpURLConnection.HTTP_CONFLICT || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Reads an object that no informer has. */
    public Optional<T> find(String namespace, String name) {
        requireName(name);
        return call(() -> Optional.ofNullable(client.get()
                .resources(type)
                .inNamespace(namespace)
                .withName(name)
                .get()));
    }

    /** Reads the objects of a namespace whose field has this value, if no informer has them. */
    public Stream<T> list(String namespace, String field, String value) {
        return call(() ->
                client.get().resources(type).inNamespace(namespace).withField(field, value).list().getItems().stream());
    }

    /** Merges a change into an object, as {@link PatchWriter#merge}. */
    public T merge(T known, ObjectNode change) {
        return call(() -> new PatchWriter(client.get()).merge(known, change));
    }

    /** Deletes an object, and throws 404 if it is not there. */
    public void delete(String namespace, String name) {
        requireName(name);
        boolean existed = call(() -> {
            var resources = client.get().resources(type);
            var found = namespace == null
                    ? resources.withName(name)
                    : resources.inNamespace(namespace).withName(name);
            return !found.delete().isEmpty();
        });
        if (!existed) {
            throw notFound(name);
        }
    }

    /** The client does not encode names: one with a slash would be the address of another object. */
    private void requireName(String name) {
        if (!KubernetesNames.isObjectName(name)) {
            throw notFound(name);
        }
    }

    /** 404 for an object of this kind. */
    public KapisException notFound(String name) {
        return KapisException.notFound(HasMetadata.getFullResourceName(type) + " \"" + name + "\" not found");
    }

    private static void keepCreator(HasMetadata live, ObjectMeta metadata) {
        Map<String, String> all = new HashMap<>(Objects.requireNonNullElse(metadata.getAnnotations(), Map.of()));
        all.remove(Annotations.CREATOR);
        MetadataReader.annotation(live, Annotations.CREATOR)
                .ifPresent(creator -> all.put(Annotations.CREATOR, creator));
        metadata.setAnnotations(all);
    }

    private static ObjectMeta prepare(String namespace, HasMetadata object) {
        if (object.getMetadata() == null) {
            object.setMetadata(new ObjectMeta());
        }
        ObjectMeta metadata = object.getMetadata();
        metadata.setNamespace(namespace);
        metadata.setManagedFields(null);
        return metadata;
    }

    /** Calls the API server, and tells its refusals as ours. */
    private static <R> R call(Supplier<R> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw KubernetesFailureTranslator.translate(e);
        }
    }
}
