package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which updates of an object without a status subresource matter: the generation cannot tell, because our own status
 * write raises it.
 */
public final class SpecUpdateFilter {
    private SpecUpdateFilter() {}

    /**
     * True if spec, annotations, labels, finalizers or the deletion mark differ. Finalizers and deletion must pass: without them
     * the framework never reconciles an object that just got its finalizer, and never cleans up.
     */
    public static <S> boolean matters(CustomResource<S, ?> now, CustomResource<S, ?> before) {
        return matters(now, before, Set.of());
    }

    /** @param own annotations that only we write, and that nothing follows from */
    public static <S> boolean matters(CustomResource<S, ?> now, CustomResource<S, ?> before, Set<String> own) {
        return !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp())
                || !Objects.equals(
                        now.getMetadata().getFinalizers(), before.getMetadata().getFinalizers())
                || !Objects.equals(annotations(now, own), annotations(before, own))
                || !Objects.equals(
                        now.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(now.getSpec(), before.getSpec());
    }

    private static Map<String, String> annotations(CustomResource<?, ?> object, Set<String> without) {
        Map<String, String> annotations = new HashMap<>(
                Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of()));
        annotations.keySet().removeAll(without);
        return annotations;
    }
}
