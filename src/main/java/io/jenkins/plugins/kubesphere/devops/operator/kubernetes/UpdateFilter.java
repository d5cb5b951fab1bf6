package io.jenkins.plugins.kubesphere.devops.operator.kubernetes;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.Objects;

/**
 * Which updates of an object without a status subresource matter: the generation cannot tell, because our own status
 * write raises it.
 */
public final class UpdateFilter {
    private UpdateFilter() {}

    /**
     * True if spec, annotations, labels, finalizers or the deletion mark differ. Finalizers and deletion must pass: without them
     * the framework never reconciles an object that just got its finalizer, and never cleans up.
     */
    public static <S> boolean matters(CustomResource<S, ?> now, CustomResource<S, ?> before) {
        return !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp())
                || !Objects.equals(
                        now.getMetadata().getFinalizers(), before.getMetadata().getFinalizers())
                || !Objects.equals(
                        now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations())
                || !Objects.equals(
                        now.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(now.getSpec(), before.getSpec());
    }
}
