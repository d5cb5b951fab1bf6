package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;

/**
 * Writes changes to the API server. Each write is one request that contains the changed keys and the UID of the object.
 * So it changes neither the keys of other writers nor a new object of the same name. This class sends no PUT, because
 * the objects in the cache are pruned: a PUT would delete the fields that were removed from them.
 *
 * <p>All methods throw {@link io.fabric8.kubernetes.client.KubernetesClientException}: 404 if the object was deleted,
 * 409 if a new object has its name or if the object was changed since a required version, 422 if the schema does not
 * allow the change.
 */
public final class PatchWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Words of etcd, of gRPC, and of the validation of metadata in Kubernetes. */
    private static final List<String> SIZE_REFUSALS =
            List.of("request is too large", "message larger than max", "Too long: ");

    private final KubernetesClient client;

    public PatchWriter(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Merges a change into an object (RFC 7386: an object merges, a list replaces, null removes).
     *
     * @param object the object; only its identity is read
     * @param change the keys to change; this method adds {@code metadata.uid}
     * @return the object as the API server has it afterwards
     */
    public <T extends HasMetadata> T merge(T object, ObjectNode change) {
        change.withObjectProperty("metadata").put("uid", object.getMetadata().getUid());
        return client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), change.toString());
    }

    /**
     * Like {@link #merge}, but fails with 409 if the object was changed since it was read. Use it for lists that others
     * write too, such as finalizers.
     */
    public <T extends HasMetadata> T mergeIfUnchanged(T object, ObjectNode change) {
        change.withObjectProperty("metadata")
                .put("resourceVersion", object.getMetadata().getResourceVersion());
        return merge(object, change);
    }

    /**
     * Replaces the status of an object whose kind has a status subresource. A merge patch would not be safe: the API
     * server ignores the UID in a merge patch of the status, so the patch could change a new object of the same name.
     *
     * @param status the status, which Jackson can serialize
     * @return the object as the API server has it afterwards
     */
    public <T extends HasMetadata> T replaceStatus(T object, Object status) {
        ArrayNode patch = JSON.arrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/uid")
                .put("value", object.getMetadata().getUid());
        patch.addObject().put("op", "add").put("path", "/status").set("value", toJson(status));
        return client.resource(object).subresource("status").patch(PatchContext.of(PatchType.JSON), patch.toString());
    }

    /**
     * Merges a change into a status that others write too. The API server ignores the UID in such a patch. The patch
     * contains the resource version instead, so it fails with 409 if the object was changed since it was read.
     *
     * @param change {@code {"status": …}}
     * @return the object as the API server has it afterwards
     */
    public <T extends HasMetadata> T mergeStatus(T object, ObjectNode change) {
        change.withObjectProperty("metadata")
                .put("resourceVersion", object.getMetadata().getResourceVersion());
        return client.resource(object)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), change.toString());
    }

    /**
     * Returns true if the same request would fail again: the object was deleted, or it was changed since it was read.
     */
    public static boolean isStale(KubernetesClientException failure) {
        return failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                || failure.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    /**
     * Returns true if the API server or its etcd refused the object because of its size. Neither has a status code or a
     * reason for this: the API server answers 413, or passes on a message of etcd or gRPC with status 500.
     */
    public static boolean isTooLarge(KubernetesClientException failure) {
        return failure.getCode() == HttpURLConnection.HTTP_ENTITY_TOO_LARGE
                || SIZE_REFUSALS.stream().anyMatch(String.valueOf(failure.getMessage())::contains);
    }

    /** Creates an empty merge patch. */
    public static ObjectNode emptyPatch() {
        return JSON.objectNode();
    }

    /** Returns the value as a JSON tree. */
    public static JsonNode toJson(Object value) {
        return MAPPER.valueToTree(value);
    }
}
