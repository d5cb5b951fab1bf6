package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects.NAMESPACE;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.SyncStates;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.CredentialMasker;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectReply;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Answers requests for the credentials of a project: Secrets of the types of ks-devops. No answer has a secret
 * value. A Secret of another type does not exist here, so that a right to credentials opens no other Secret.
 */
final class CredentialHandler {
    private final ClusterConnection cluster;
    private final PathObjects objects;
    private final ObjectStore<Secret> store;
    private final Clock clock;

    CredentialHandler(ClusterConnection cluster, Clock clock) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
        this.store = new ObjectStore<>(Secret.class, cluster);
        this.clock = clock;
    }

    Reply list(KapisRequest request) {
        objects.project(request);
        ListResult<Secret> found =
                new ListQuery(request.query()).apply(cluster.all(Secret.class, request.segment(NAMESPACE)));
        return ObjectReply.of(request, found);
    }

    Reply create(KapisRequest request) {
        objects.project(request);
        Secret body = request.body().read(Secret.class);
        requireType(body.getType());
        return Reply.json(CredentialMasker.mask(store.writingAs(request)
                .createFromBody(
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
        Secret found = objects.credential(request);
        return ObjectReply.of(request, found);
    }

    /** Reads the credential from the API server: before a change, its newest state counts. */
    private Secret find(KapisRequest request) {
        objects.project(request);
        String name = request.segment(PathObjects.CREDENTIAL);
        return store.find(request.segment(NAMESPACE), name)
                .filter(secret -> CredentialMasker.isCredential(secret.getType()))
                .orElseThrow(() -> store.notFound(name));
    }

    /** A value that the body leaves out or sends empty, as an answer shows it, stays as it is. */
    Reply update(KapisRequest request) {
        Secret known = find(request);
        Secret body = request.body().read(Secret.class);
        if (body.getType() != null && !body.getType().equals(known.getType())) {
            throw KapisException.badRequest("the type of a credential cannot change from " + known.getType()
                    + "; delete the credential, and create another one");
        }
        return Reply.json(CredentialMasker.mask(store.writingAs(request).replace(known, body, (live, changed) -> {
            changed.setType(live.getType());
            CredentialMasker.keepHiddenAnnotations(live, changed);
            Map<String, String> data = new HashMap<>(dataOf(live));
            data.putAll(withoutEmpty(dataOf(changed)));
            changed.setData(data);
            changed.setStringData(withoutEmpty(Objects.requireNonNullElse(changed.getStringData(), Map.of())));
        })));
    }

    private static Map<String, String> withoutEmpty(Map<String, String> values) {
        Map<String, String> given = new HashMap<>(values);
        given.values().removeIf(value -> value == null || value.isEmpty());
        return given;
    }

    Reply delete(KapisRequest request) {
        store.writingAs(request).delete(find(request));
        return Reply.json(Map.of("message", "success"));
    }

    private static void requireType(String type) {
        if (!CredentialMasker.isCredential(type)) {
            throw KapisException.badRequest("the type of the credential is \"" + Objects.requireNonNullElse(type, "")
                    + "\"; give one of " + String.join(", ", CredentialMasker.types()));
        }
    }

    private static Map<String, String> dataOf(Secret secret) {
        return Objects.requireNonNullElse(secret.getData(), Map.of());
    }
}
