package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.BearerToken;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.ObjectDeleter;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads, creates, changes and deletes the objects of one kind in the API server, for callers who have the right to do it. It
 * reads with the account of the plugin, and writes in the name that {@link #writingAs} chose. What the path says counts, not
 * what the body says: a caller has rights for the project in the path. Each method throws a {@link KapisException} if the
 * API server refuses.
 *
 * @param <T> the kind
 */
public final class ObjectStore<T extends HasMetadata> {
    private static final int MAX_ATTEMPTS = 5;
    /**
     * The API server answers 500 to anything but a number of 64 bits, which each number of 18 digits is. 0 is not a version:
     * it stands for any.
     */
    private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,17}");

    private final Class<T> type;
    private final ClientProvider cluster;
    private final Caller caller;
    private final Optional<BearerToken> token;

    /** A store that reads and writes with the account of the plugin. */
    public ObjectStore(Class<T> type, ClientProvider cluster) {
        this(type, cluster, Caller.UNKNOWN, Optional.empty());
    }

    private ObjectStore(Class<T> type, ClientProvider cluster, Caller caller, Optional<BearerToken> token) {
        this.type = type;
        this.cluster = cluster;
        this.caller = caller;
        this.token = token;
    }

    /** The same store, for what a request writes: in the name of its caller, if the settings say so. */
    public ObjectStore<T> writingAs(KapisRequest request) {
        return new ObjectStore<>(type, cluster, request.caller(), request.token());
    }

    private KubernetesClient writer() {
        return cluster.writer(caller, token);
    }

    /**
     * Creates an object from the body of a request, as {@link #create}. It gets no owner and no finalizer: an owner that
     * does not exist would delete it, and a finalizer would keep it.
     */
    public T createFromBody(String namespace, T body, Map<String, String> annotations) {
        ObjectMeta metadata = resetMetadata(namespace, body);
        metadata.setOwnerReferences(List.of());
        metadata.setFinalizers(List.of());
        return create(namespace, body, annotations);
    }

    /**
     * Creates an object. One with a {@code generateName} instead of a name gets a name here, and is created once, however
     * often the request for it is sent.
     *
     * @param namespace null for a kind without namespaces
     * @param annotations added to those of the body, and stronger than those
     */
    public T create(String namespace, T body, Map<String, String> annotations) {
        ObjectMeta metadata = resetMetadata(namespace, body);
        metadata.setResourceVersion(null);
        metadata.setUid(null);
        Map<String, String> all = new HashMap<>(MetadataReader.annotations(body));
        all.putAll(annotations);
        metadata.setAnnotations(all);
        boolean isNamed = isText(metadata.getName());
        if (!isNamed && isText(metadata.getGenerateName())) {
            metadata.setName(UniqueNames.next(metadata.getGenerateName()));
        }
        try {
            return written(() -> writer().resource(body).create());
        } catch (KapisException e) {
            if (isNamed || e.status() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            // No other object has the name, so if it exists, the answer to this very request was lost.
            return read(() ->
                            Optional.ofNullable(cluster.client().resource(body).get()))
                    .map(this::awaited)
                    .orElseThrow(() -> e);
        }
    }

    private static boolean isText(String text) {
        return text != null && !text.isEmpty();
    }

    /**
     * Replaces an object. With a resource version in the body, only if the object still has that; otherwise whatever
     * version is there. Another object that has the name by now is not replaced; then this method throws 409.
     *
     * @param known the object that is there, perhaps not in its newest version
     * @param completion copies into the body what it must not change, and may throw; gets the newest version and a copy
     *     of the body. Called once for each attempt, five times at most; must leave the metadata to this method
     */
    public T replace(T known, T body, BiConsumer<T, T> completion) {
        String name = known.getMetadata().getName();
        ObjectMeta sent = resetMetadata(known.getMetadata().getNamespace(), body);
        if (sent.getName() != null && !sent.getName().equals(name)) {
            throw KapisException.badRequest(
                    "the body is of \"" + sent.getName() + "\", the path of \"" + name + "\"; make them equal");
        }
        sent.setName(name);
        String required = sent.getResourceVersion();
        boolean isConditional = required != null && !required.isEmpty();
        if (isConditional && !VERSION.matcher(required).matches()) {
            throw KapisException.badRequest(
                    "metadata.resourceVersion is not one that an answer had; send the one of the last answer, or none");
        }
        for (int attempt = 1; ; attempt++) {
            T live = live(known);
            // A copy for each attempt: what one version had must not count as sent by the caller in the next attempt.
            T changed = cluster.client().getKubernetesSerialization().clone(body);
            ObjectMeta metadata = changed.getMetadata();
            metadata.setUid(live.getMetadata().getUid());
            // A client that leaves them out must not release the object, and one that adds them must not delete it.
            metadata.setFinalizers(live.getMetadata().getFinalizers());
            metadata.setOwnerReferences(live.getMetadata().getOwnerReferences());
            keepCreator(live, metadata);
            metadata.setResourceVersion(
                    isConditional ? required : live.getMetadata().getResourceVersion());
            completion.accept(live, changed);
            try {
                return written(() -> writer().resource(changed).update());
            } catch (KapisException e) {
                // The operator has written it between our two requests.
                if (isConditional || e.status() != HttpURLConnection.HTTP_CONFLICT || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Reads an object from the API server, past the memory. */
    public Optional<T> find(String namespace, String name) {
        requireName(name);
        return read(() -> Optional.ofNullable(cluster.client()
                        .resources(type)
                        .inNamespace(namespace)
                        .withName(name)
                        .get()))
                .map(ObjectStore::shown);
    }

    /** Sets one annotation of an object, and changes nothing else. */
    public T annotate(T known, String annotation, String value) {
        ObjectNode change = PatchWriter.emptyPatch();
        change.withObjectProperty("metadata").withObjectProperty("annotations").put(annotation, value);
        return merge(known, change);
    }

    /** Merges a change into an object, as {@link PatchWriter#merge}. */
    public T merge(T known, ObjectNode change) {
        return written(() -> new PatchWriter(writer()).merge(known, change));
    }

    /**
     * Deletes an object, whatever was changed of it since it was read, and not another one that has its name by now.
     * Throws 404 if it is not there, and 409 if another one is.
     */
    public void delete(T known) {
        try {
            write(() -> {
                new ObjectDeleter(writer()).delete(known);
                return known;
            });
            cluster.awaitDeleted(known);
        } catch (KapisException e) {
            throw e.status() == HttpURLConnection.HTTP_CONFLICT ? replaced(known) : e;
        }
    }

    /**
     * Like {@link #delete(HasMetadata)}, if a condition on what may change holds for the version that is deleted.
     * Throws 404 if it does not hold, and 409 if another object has the name by now.
     */
    public void deleteIf(T known, Predicate<T> condition) {
        for (int attempt = 1; ; attempt++) {
            T live = live(known);
            if (!condition.test(live)) {
                throw notFound(known.getMetadata().getName());
            }
            try {
                write(() -> {
                    new ObjectDeleter(writer()).deleteIfUnchanged(live);
                    return live;
                });
                cluster.awaitDeleted(live);
                return;
            } catch (KapisException e) {
                // The operator has written it between our two requests.
                if (e.status() != HttpURLConnection.HTTP_CONFLICT || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Deletes whatever has a name, and throws 404 if nothing has it. Use it only if the caller has not read the object.
     *
     * @param namespace null for a kind without namespaces
     */
    public void deleteByName(String namespace, String name) {
        requireName(name);
        boolean existed = write(() -> {
            var resources = writer().resources(type);
            var found = namespace == null
                    ? resources.withName(name)
                    : resources.inNamespace(namespace).withName(name);
            return !found.delete().isEmpty();
        });
        if (!existed) {
            throw notFound(name);
        }
    }

    /** The newest version of an object. */
    private T live(T known) {
        T live = read(() -> Optional.ofNullable(cluster.client().resource(known).get()))
                .orElseThrow(() -> notFound(known.getMetadata().getName()));
        if (!live.getMetadata().getUid().equals(known.getMetadata().getUid())) {
            throw replaced(known);
        }
        return live;
    }

    private KapisException replaced(T known) {
        return KapisException.conflict(HasMetadata.getFullResourceName(type) + " \""
                + known.getMetadata().getName()
                + "\" was deleted meanwhile, and another one has its name; look at that one, and try again");
    }

    /** The client does not encode names: one with a slash would be the address of another object. */
    private void requireName(String name) {
        if (!KubernetesNames.isObjectName(name)) {
            throw notFound(name);
        }
    }

    /** 404 for an object of this kind. */
    public KapisException notFound(String name) {
        return PathObjects.notFound(type, name);
    }

    private static void keepCreator(HasMetadata live, ObjectMeta metadata) {
        Map<String, String> all = new HashMap<>(Objects.requireNonNullElse(metadata.getAnnotations(), Map.of()));
        all.remove(Annotations.CREATOR);
        MetadataReader.annotation(live, Annotations.CREATOR)
                .ifPresent(creator -> all.put(Annotations.CREATOR, creator));
        metadata.setAnnotations(all);
    }

    private static ObjectMeta resetMetadata(String namespace, HasMetadata object) {
        if (object.getMetadata() == null) {
            object.setMetadata(new ObjectMeta());
        }
        ObjectMeta metadata = object.getMetadata();
        metadata.setNamespace(namespace);
        metadata.setManagedFields(null);
        return metadata;
    }

    /** Who wrote which field is of no use to callers, and as long as the object. */
    private static <R extends HasMetadata> R shown(R object) {
        object.getMetadata().setManagedFields(List.of());
        return object;
    }

    /** Writes an object, so that answers from memory show it, too. */
    private T written(Supplier<T> request) {
        return awaited(write(request));
    }

    private T awaited(T written) {
        cluster.awaitWritten(written);
        return shown(written);
    }

    /** Reads, and translates errors of the API server. */
    private static <R> R read(Supplier<R> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw KubernetesFailureTranslator.translate(e);
        }
    }

    /** Writes, and translates errors of the API server, which has checked the rights of who writes. */
    private <R> R write(Supplier<R> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw switch (cluster.identity(caller)) {
                case PLUGIN -> KubernetesFailureTranslator.translate(e);
                case CALLER -> KubernetesFailureTranslator.translateOfCaller(e);
                case TOKEN -> KubernetesFailureTranslator.translateOfToken(e);
            };
        }
    }
}
