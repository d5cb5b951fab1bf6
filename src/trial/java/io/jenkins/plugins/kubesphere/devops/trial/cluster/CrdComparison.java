package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Compares one of our CRDs with the CRD of the same name on the cluster, which is never changed.
 *
 * @param ours the CRD in crds/
 * @param existing the CRD on the cluster; empty if it is missing
 */
record CrdComparison(GenericKubernetesResource ours, Optional<GenericKubernetesResource> existing) {

    String name() {
        return ours.getMetadata().getName();
    }

    boolean isNew() {
        return existing.isEmpty();
    }

    /** Returns true if the CRD on the cluster has every field of ours; it may have more. */
    boolean hasOurFields() {
        return existing.isPresent() && contains(spec(existing.get()), spec(ours));
    }

    /** Returns why we cannot use the CRD on the cluster; empty if we can. */
    Optional<String> problem() {
        if (existing.isEmpty()) {
            return Optional.empty();
        }
        JsonNode existingSpec = spec(existing.get());
        JsonNode ourSpec = spec(ours);
        List<String> missing = served(ourSpec)
                .filter(version -> served(existingSpec).noneMatch(version::equals))
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of("CRD " + name() + " exists, but does not serve version " + String.join(", ", missing)
                    + ", and ./run does not change it. Update it yourself (kubectl apply -f crds/), or use another"
                    + " cluster");
        }
        return existingSpec.path("scope").equals(ourSpec.path("scope"))
                ? Optional.empty()
                : Optional.of("CRD " + name() + " exists with scope "
                        + existingSpec.path("scope").asText() + ", but ours has "
                        + ourSpec.path("scope").asText()
                        + "; use another cluster");
    }

    private static Stream<String> served(JsonNode spec) {
        return StreamSupport.stream(spec.path("versions").spliterator(), false)
                .filter(version -> version.path("served").asBoolean())
                .map(version -> version.path("name").asText());
    }

    private static JsonNode spec(GenericKubernetesResource definition) {
        return Serialization.jsonMapper()
                .valueToTree(definition.getAdditionalProperties().getOrDefault("spec", Map.of()));
    }

    /**
     * Returns true if {@code all} has every field of {@code part}. Ignores other fields: the API server adds defaults.
     */
    private static boolean contains(JsonNode all, JsonNode part) {
        if (part.isObject()) {
            return part.properties().stream().allMatch(field -> contains(all.path(field.getKey()), field.getValue()));
        }
        if (part.isArray()) {
            boolean same = all.isArray() && all.size() == part.size();
            for (int i = 0; same && i < part.size(); i++) {
                same = contains(all.get(i), part.get(i));
            }
            return same;
        }
        return all.equals(part) || part.isNumber() && all.isNumber() && part.asDouble() == all.asDouble();
    }
}
