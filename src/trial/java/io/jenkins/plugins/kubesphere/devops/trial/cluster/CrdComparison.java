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
 * Compares a CRD of ours with the CRD of that name on the cluster. The latter is never changed.
 *
 * @param ours as in crds/
 * @param found as the cluster has it, or empty
 */
record CrdComparison(GenericKubernetesResource ours, Optional<GenericKubernetesResource> found) {

    String name() {
        return ours.getMetadata().getName();
    }

    boolean isNew() {
        return found.isEmpty();
    }

    /** True if the cluster's CRD contains every field of ours; it may have more. */
    boolean hasOurFields() {
        return found.isPresent() && contains(spec(found.get()), spec(ours));
    }

    /** Why we cannot use the CRD of the cluster; empty if we can. */
    Optional<String> problem() {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        JsonNode theirs = spec(found.get());
        JsonNode wanted = spec(ours);
        List<String> missing = served(wanted)
                .filter(version -> served(theirs).noneMatch(version::equals))
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of("CRD " + name() + " is there and does not serve version " + String.join(", ", missing)
                    + "; ./run does not change it. Bring it up to date yourself (kubectl apply -f crds/), or use another"
                    + " cluster");
        }
        return theirs.path("scope").equals(wanted.path("scope"))
                ? Optional.empty()
                : Optional.of("CRD " + name() + " is there with scope "
                        + theirs.path("scope").asText() + ", and ours has "
                        + wanted.path("scope").asText()
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

    /** The API server fills in defaults, so extra fields are ignored. */
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
