package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3.PathObjects.NAMESPACE;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.api.SyncStates;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Answers requests for the credentials of a project: Secrets of the types of ks-devops. No answer has a secret
 * value. A Secret of another type does not exist here, so that a right to credentials opens no other Secret.
 */
final class CredentialHandler {
    static final String CREDENTIAL = "credential";

    /** The keys that an answer may show. Everything else is masked. */
    private static final Map<String, Set<String>> SHOWN = Map.of(
            SecretTypes.BASIC_AUTH, Set.of("username"),
            SecretTypes.SSH_AUTH, Set.of("username"),
            SecretTypes.SECRET_TEXT, Set.of(),
            SecretTypes.KUBECONFIG, Set.of(),
            SecretTypes.CERTIFICATE, Set.of(),
            SecretTypes.FILE, Set.of("filename"));

    private final ClusterConnection cluster;
    private final PathObjects objects;
    private final ObjectStore<Secret> store;
    private final Clock clock;

    CredentialHandler(ClusterConnection cluster, Clock clock) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
        this.store = new ObjectStore<>(Secret.class, cluster::client);
        this.clock = clock;
    }

    Reply list(KapisRequest request) {
        objects.project(request);
        Stream<Secret> secrets = SHOWN.keySet().stream()
                .flatMap(type ->
                        store.list(request.segment(NAMESPACE), "type", type).map(CredentialHandler::mask));
        return Reply.json(new ListQuery(request.query()).apply(secrets));
    }

    Reply create(KapisRequest request) {
        objects.project(request);
        Secret body = request.body().read(Secret.class);
        requireType(body.getType());
        return Reply.json(mask(store.createFromBody(
                request.segment(NAMESPACE),
                body,
                Map.of(
                        Annotations.CREATOR,
                        request.caller().name(),
                        Annotations.CREDENTIAL_AUTO_SYNC,
                        "true",
                        Annotations.CREDENTIAL_SYNC_STATUS,
                        SyncStates.PENDING,
                        Annotations.CREDENTIAL_SYNC_TIME,
                        clock.instant().toString()))));
    }

    Reply get(KapisRequest request) {
        return Reply.json(mask(find(request)));
    }

    private Secret find(KapisRequest request) {
        objects.project(request);
        String name = request.segment(CREDENTIAL);
        return store.find(request.segment(NAMESPACE), name)
                .filter(secret -> SHOWN.containsKey(secret.getType()))
                .orElseThrow(() -> KapisException.notFound("secrets \"" + name + "\" not found"));
    }

    /** A value that the body leaves out or sends empty, as an answer shows it, stays as it is. */
    Reply update(KapisRequest request) {
        Secret known = find(request);
        Secret body = request.body().read(Secret.class);
        if (body.getType() != null && !body.getType().equals(known.getType())) {
            throw KapisException.badRequest("the type of a credential cannot change from " + known.getType()
                    + "; delete the credential, and create another one");
        }
        return Reply.json(mask(store.replace(known, body, (live, changed) -> {
            changed.setType(live.getType());
            changed.setData(keepMasked(live, changed));
        })));
    }

    private static Map<String, String> keepMasked(Secret live, Secret changed) {
        Map<String, String> data = new HashMap<>(dataOf(live));
        dataOf(changed).forEach((key, value) -> {
            if (!value.isEmpty()) {
                data.put(key, value);
            }
        });
        return data;
    }

    Reply delete(KapisRequest request) {
        store.delete(request.segment(NAMESPACE), find(request).getMetadata().getName());
        return Reply.json(Map.of("message", "success"));
    }

    private static void requireType(String type) {
        if (type == null || !SHOWN.containsKey(type)) {
            throw KapisException.badRequest(
                    "the type of the credential is \"" + Objects.requireNonNullElse(type, "") + "\"; give one of "
                            + String.join(", ", SHOWN.keySet().stream().sorted().toList()));
        }
    }

    private static Map<String, String> dataOf(Secret secret) {
        return Objects.requireNonNullElse(secret.getData(), Map.of());
    }

    private static Secret mask(Secret secret) {
        Set<String> shown = SHOWN.getOrDefault(secret.getType(), Set.of());
        Map<String, String> data = new HashMap<>(dataOf(secret));
        data.replaceAll((key, value) -> shown.contains(key) ? value : "");
        // kubectl keeps a copy of the whole object in an annotation.
        Map<String, String> annotations =
                new HashMap<>(Objects.requireNonNullElse(secret.getMetadata().getAnnotations(), Map.of()));
        annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
        return secret.edit()
                .withStringData(null)
                .withData(data)
                .editMetadata()
                .withAnnotations(annotations)
                .withManagedFields()
                .endMetadata()
                .build();
    }
}
