package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.client.CustomResource;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Selects the updates that need a reconcile. The generation of an object is not used for this: if its kind has no
 * status subresource, our own status write increases the generation.
 */
public final class ReconcileUpdateFilter {
    private ReconcileUpdateFilter() {}

    /**
     * Returns true if the UID, spec, annotations, labels, finalizers or the deletion timestamp differ. Changes of
     * finalizers and of the deletion timestamp must pass. Otherwise the framework never reconciles an object that just
     * got its finalizer, and never cleans up.
     */
    public static <S> boolean needsReconcile(CustomResource<S, ?> current, CustomResource<S, ?> before) {
        return needsReconcile(current, before, Set.of());
    }

    /** @param ignoredAnnotations annotations that only we write and that have no effect on a reconcile */
    public static <S> boolean needsReconcile(
            CustomResource<S, ?> current, CustomResource<S, ?> before, Set<String> ignoredAnnotations) {
        return !Objects.equals(
                        current.getMetadata().getUid(), before.getMetadata().getUid())
                || !Objects.equals(
                        current.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp())
                || !Objects.equals(
                        current.getMetadata().getFinalizers(),
                        before.getMetadata().getFinalizers())
                || !Objects.equals(annotations(current, ignoredAnnotations), annotations(before, ignoredAnnotations))
                || !Objects.equals(
                        current.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(current.getSpec(), before.getSpec());
    }

    private static Map<String, String> annotations(CustomResource<?, ?> object, Set<String> ignored) {
        Map<String, String> annotations = new HashMap<>(MetadataReader.annotations(object));
        annotations.keySet().removeAll(ignored);
        return annotations;
    }
}
