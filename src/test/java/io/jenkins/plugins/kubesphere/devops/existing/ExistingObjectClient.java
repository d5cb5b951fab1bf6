package io.jenkins.plugins.kubesphere.devops.existing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sends objects to the API server as they are, also those that no class of ours could hold. */
final class ExistingObjectClient {
    private static final Set<String> CLUSTER_SCOPED = Set.of("Namespace", "DevOpsProject", "ClusterTemplate");

    private final KubernetesClient client;
    private final Map<String, String> uids = new HashMap<>();

    ExistingObjectClient(KubernetesClient client) {
        this.client = client;
    }

    /** Creates an object with its status, and deletes it at once if it is being deleted in the file. */
    ObjectNode create(ObjectNode wanted) {
        useKnownOwners(wanted);
        ObjectNode created = send(collection(wanted), "POST", wanted);
        uids.put(
                ExistingObjectFile.kind(created) + "/" + name(created),
                created.at("/metadata/uid").asText());
        JsonNode status = wanted.path("status");
        if (ExistingObjectFile.kind(wanted).equals("PipelineRun") && !status.isEmpty()) {
            created.set("status", status);
            created = send(address(created) + "/status", "PUT", created);
        }
        if (wanted.at("/metadata").has("deletionTimestamp")) {
            send(address(created), "DELETE", null);
        }
        return created;
    }

    /** Otherwise Kubernetes would delete the object, because an owner with the UID of the file does not exist. */
    private void useKnownOwners(ObjectNode wanted) {
        wanted.at("/metadata/ownerReferences").forEach(owner -> {
            String uid = uids.get(
                    owner.path("kind").asText() + "/" + owner.path("name").asText());
            if (uid != null) {
                ((ObjectNode) owner).put("uid", uid);
            }
        });
    }

    /** Reads the object again; null if it does not exist. */
    ObjectNode read(ObjectNode object) {
        String text = client.raw(address(object));
        return text == null ? null : Serialization.unmarshal(text, ObjectNode.class);
    }

    static String name(ObjectNode object) {
        return object.at("/metadata/name").asText();
    }

    private static String address(ObjectNode object) {
        return collection(object) + "/" + name(object);
    }

    private static String collection(ObjectNode object) {
        String kind = ExistingObjectFile.kind(object);
        String version = object.path("apiVersion").asText();
        String plural = kind.toLowerCase(Locale.ROOT).replaceFirst("y$", "ie") + "s";
        return (version.equals("v1") ? "/api/" : "/apis/")
                + version
                + (CLUSTER_SCOPED.contains(kind)
                        ? ""
                        : "/namespaces/" + object.at("/metadata/namespace").asText())
                + "/" + plural;
    }

    private ObjectNode send(String path, String method, ObjectNode body) {
        return Serialization.unmarshal(client.raw(path, method, body), ObjectNode.class);
    }
}
