package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.http.EntityTag;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;

/** Begins entity tags of answers that show objects of the cluster. Users of Jenkins see less of them than others. */
public final class ObjectTags {
    private ObjectTags() {}

    public static EntityTag.Builder of(Caller caller, HasMetadata object) {
        return add(EntityTag.builder().add(caller.origin()), object);
    }

    public static EntityTag.Builder of(Caller caller, ListResult<? extends HasMetadata> list) {
        EntityTag.Builder tag = EntityTag.builder().add(caller.origin()).add(list.totalItems());
        list.items().forEach(object -> add(tag, object));
        return tag;
    }

    private static EntityTag.Builder add(EntityTag.Builder tag, HasMetadata object) {
        return tag.add(object.getMetadata().getUid()).add(object.getMetadata().getResourceVersion());
    }
}
