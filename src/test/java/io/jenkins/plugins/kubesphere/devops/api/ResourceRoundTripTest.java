package io.jenkins.plugins.kubesphere.devops.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that objects of users are the same after they are read into Java types and written again. */
class ResourceRoundTripTest {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    static List<ResourceFixture> fixtures() {
        return ResourceFixture.ours();
    }

    static List<Class<? extends DevOpsResource<?, ?>>> kinds() {
        return Kinds.ALL;
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void noFieldIsLost(ResourceFixture fixture) {
        DevOpsResource<?, ?> read = fixture.as(Kinds.named(fixture.kind()));
        JsonNode written = SERIALIZATION.unmarshal(SERIALIZATION.asJson(read), JsonNode.class);
        assertThat(written.path("spec")).isEqualTo(fixture.part("spec"));
        assertThat(written.path("status")).isEqualTo(fixture.part("status"));
        assertThat(written.at("/metadata/name")).isEqualTo(fixture.tree().at("/metadata/name"));
    }

    /** A new field must be in one of the full fixtures, because otherwise the test above does not check it. */
    @ParameterizedTest
    @MethodSource("kinds")
    void fullFixturesHaveEveryField(Class<? extends DevOpsResource<?, ?>> kind) {
        Set<String> missing = new TreeSet<>();
        SchemaWalker.walk(Crds.schemaOf(kind.getSimpleName()), (path, schema) -> missing.add(path));
        for (ResourceFixture fixture : ResourceFixture.full()) {
            if (fixture.kind().equals(kind.getSimpleName())) {
                removeFoundPaths("", fixture.tree(), missing);
            }
        }
        assertThat(missing)
                .as("fields of %s that no *-full.yaml has", kind.getSimpleName())
                .isEmpty();
    }

    /** Removes the path of each value from the set. A key may be the name of a field, or the key of a map. */
    private static void removeFoundPaths(String path, JsonNode value, Set<String> missing) {
        missing.remove(path);
        value.properties().forEach(field -> {
            removeFoundPaths(path + "." + field.getKey(), field.getValue(), missing);
            removeFoundPaths(path + "{}", field.getValue(), missing);
        });
        if (value.isArray()) {
            value.forEach(element -> removeFoundPaths(path + "[]", element, missing));
        }
    }
}
