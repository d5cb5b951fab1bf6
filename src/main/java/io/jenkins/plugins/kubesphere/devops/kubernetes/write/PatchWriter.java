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

/**
 * The writes of the operator: each is one request that names the keys it changes and the UID it means, so that neither
 * somebody else's keys nor a new object of the same name can be hit. Never a PUT: the objects in the cache are pruned.
 *
 * <p>All methods throw {@link io.fabric8.kubernetes.client.KubernetesClientException}: 404 if the object is gone, 409 if
 * another one has taken its name or a list that was replaced has changed meanwhile, 422 if the schema refuses the change.
 */
public final class PatchWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final KubernetesClient client;

    public PatchWriter(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Merges a change into an object (RFC 7386: an object merges, a list replaces, null removes).
     *
     * @param object which one; only its identity is read
     * @param change the keys to change; {@code metadata.uid} is set here
     * @return the object as the API server has it afterwards
     */
    public <T extends HasMetadata> T merge(T object, ObjectNode change) {
        change.withObjectProperty("metadata").put("uid", object.getMetadata().getUid());
        return client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), change.toString());
    }

    /**
     * Like {@link #merge}, and refused with 409 if anybody wrote the object since it was read: for changes of lists that
     * others write too, like finalizers.
     */
    public <T extends HasMetadata> T mergeUnchanged(T object, ObjectNode change) {
        change.withObjectProperty("metadata")
                .put("resourceVersion", object.getMetadata().getResourceVersion());
        return merge(object, change);
    }

    /**
     * Replaces the status of an object whose kind has a status subresource. A merge patch would do for everything but the
     * UID, which the API server ignores there: it would write into a new object of the same name.
     *
     * @param status what Jackson writes as the status
     * @return the object as the API server has it afterwards
     */
    public <T extends HasMetadata> T status(T object, Object status) {
        ArrayNode patch = JSON.arrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/uid")
                .put("value", object.getMetadata().getUid());
        patch.addObject().put("op", "add").put("path", "/status").set("value", tree(status));
        return client.resource(object).subresource("status").patch(PatchContext.of(PatchType.JSON), patch.toString());
    }

    /**
     * Merges a change into a status that others write too. The API server ignores the UID in such a patch, so the resource
     * version stands in for it: refused with 409 if anybody wrote the object since it was read.
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

    /** True if there is no point in sending the same again: the object is gone, or was written since it was read. */
    public static boolean isOvertaken(KubernetesClientException refusal) {
        return refusal.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                || refusal.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    /** Gives an empty change. */
    public static ObjectNode change() {
        return JSON.objectNode();
    }

    /** Gives what Jackson writes for a value. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }
}
