package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;

/** Answers with objects of the cluster as they are. The answers have entity tags and can be watched. */
public final class ObjectReply {
    private ObjectReply() {}

    public static VersionedReply of(KapisRequest request, HasMetadata object) {
        return new VersionedReply(ObjectTags.of(request.caller(), object).build(), () -> object);
    }

    public static VersionedReply of(KapisRequest request, ListResult<? extends HasMetadata> list) {
        return new VersionedReply(ObjectTags.of(request.caller(), list).build(), () -> list);
    }
}
