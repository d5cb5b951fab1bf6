package io.jenkins.plugins.kubesphere.devops.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares each CRD with its Java type: a field that only one of them has would be lost without a message. */
class TypesFollowCrdsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Class<?>> SCALARS =
            Map.of("string", String.class, "integer", Long.class, "boolean", Boolean.class);

    /** The schema has fields, but the Java type is a tree, because we do not read the value. */
    private static final Set<String> NOT_READ = Set.of("Application.status.fluxApp");

    private final List<String> differences = new ArrayList<>();

    static List<Class<? extends DevOpsResource<?, ?>>> kinds() {
        return Kinds.ALL;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sameFieldsOfTheSameTypes(Class<? extends DevOpsResource<?, ?>> kind) {
        JavaType[] specAndStatus = JSON.getTypeFactory().findTypeParameters(kind, CustomResource.class);
        JsonNode fields = Crds.schemaOf(kind.getSimpleName()).path("properties");
        assertThat(names(fields)).containsExactlyInAnyOrder("spec", "status");
        compare(kind.getSimpleName() + ".spec", fields.path("spec"), specAndStatus[0]);
        compare(kind.getSimpleName() + ".status", fields.path("status"), specAndStatus[1]);
        assertThat(differences).isEmpty();
    }

    /**
     * Without the annotation, the client library computes the plural with regular expressions, twice for each decoded
     * object.
     */
    @ParameterizedTest
    @MethodSource("kinds")
    void thePluralIsInTheAnnotation(Class<? extends DevOpsResource<?, ?>> kind) {
        assertThat(kind.getAnnotation(Plural.class).value())
                .isEqualTo(Crds.of(kind.getSimpleName())
                        .path("spec")
                        .path("names")
                        .path("plural")
                        .asText());
    }

    private void compare(String path, JsonNode schema, JavaType type) {
        if (SchemaWalker.isOpen(schema) || NOT_READ.contains(path)) {
            expect(path, type, JsonNode.class);
        } else if (schema.has("items")) {
            expect(path, type, List.class);
            compare(path + "[]", schema.path("items"), type.containedTypeOrUnknown(0));
        } else if (schema.path("additionalProperties").isObject()) {
            expect(path, type, Map.class);
            compare(path + "{}", schema.path("additionalProperties"), type.containedTypeOrUnknown(1));
        } else if (SCALARS.containsKey(schema.path("type").asText())) {
            expect(path, type, SCALARS.get(schema.path("type").asText()));
        } else {
            compareFields(path, schema.path("properties"), type);
        }
    }

    private void compareFields(String path, JsonNode schemas, JavaType type) {
        if (!type.getRawClass().isRecord()) {
            differences.add(path + " is " + type + ", not a record");
            return;
        }
        Map<String, JavaType> components = components(type);
        Set<String> all = new TreeSet<>(components.keySet());
        all.addAll(names(schemas));
        for (String name : all) {
            if (!components.containsKey(name)) {
                differences.add(path + "." + name + " is in the CRD, not in " + type.getRawClass());
            } else if (!schemas.has(name)) {
                differences.add(path + "." + name + " is in " + type.getRawClass() + ", not in the CRD");
            } else {
                compare(path + "." + name, schemas.get(name), components.get(name));
            }
        }
    }

    private void expect(String path, JavaType type, Class<?> expected) {
        if (type.getRawClass() != expected) {
            differences.add(path + " is " + type + ", not " + expected);
        }
    }

    private static Map<String, JavaType> components(JavaType type) {
        Map<String, JavaType> found = new TreeMap<>();
        for (BeanPropertyDefinition property :
                JSON.getDeserializationConfig().introspect(type).findProperties()) {
            found.put(property.getName(), property.getPrimaryType());
        }
        return found;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
