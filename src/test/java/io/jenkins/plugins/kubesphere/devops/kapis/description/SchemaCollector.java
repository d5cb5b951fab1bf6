package io.jenkins.plugins.kubesphere.devops.kapis.description;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the schemas of Java types as Jackson reads and writes them. */
final class SchemaCollector {
    private static final String ANY = "x-any";
    private static final String FORMAT = "format";
    private static final Map<String, Long[]> LIMITS =
            Map.of("int32", new Long[] {(long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE}, "int64", new Long[] {
                Long.MIN_VALUE, Long.MAX_VALUE
            });

    private final UniqueTypeNames names = new UniqueTypeNames();
    private final ModelConverters converters = new ModelConverters();
    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    /** @param json as the API reads and writes with it */
    SchemaCollector(ObjectMapper json) {
        converters.addConverter(new ModelResolver(json, names) {
            @Override
            public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
                JavaType java = TypeFactory.defaultInstance().constructType(type.getType());
                boolean isAny = java.isTypeOrSubTypeOf(JsonNode.class) || java.hasRawClass(Object.class);
                return isAny ? new Schema<>().extensions(Map.of(ANY, true)) : super.resolve(type, context, next);
            }
        });
    }

    /** The schema of a type: a reference, if it has a name. */
    JsonNode schemaOf(Type type) {
        JavaType java = TypeFactory.defaultInstance().constructType(type);
        if (type == ListResult.class) {
            throw new IllegalStateException("a route says ListResult.class; say of what: ListResult.of(ITEM.class)");
        }
        ResolvedSchema resolved =
                converters.resolveAsResolvedSchema(new AnnotatedType(java).resolveAsRef(!java.isArrayType()));
        resolved.referencedSchemas.forEach((name, schema) ->
                schemas.computeIfAbsent(name, key -> Json.mapper().valueToTree(schema)));
        schemas.values().forEach(SchemaCollector::complete);
        JsonNode schema = Json.mapper().valueToTree(resolved.schema);
        complete(schema);
        return schema;
    }

    /** All schemas that have a name. They may be changed. */
    Map<String, ObjectNode> named() {
        names.known().forEach((name, type) -> {
            if (type.isRecord() && schemas.containsKey(name)) {
                Stream.of(type.getDeclaredFields())
                        .filter(SchemaCollector::isWrittenIfNull)
                        .forEach(field -> ((ObjectNode) schemas.get(name).at("/properties/" + field.getName()))
                                .put("nullable", true));
            }
        });
        return schemas;
    }

    private static boolean isWrittenIfNull(Field field) {
        JsonInclude rule = field.getAnnotation(JsonInclude.class);
        return rule != null && rule.value() == JsonInclude.Include.ALWAYS;
    }

    private static void complete(JsonNode schema) {
        schema.forEach(SchemaCollector::complete);
        if (schema instanceof ObjectNode object) {
            if (object.remove(ANY) != null) {
                object.removeAll();
            }
            Long[] limits = LIMITS.get(object.path(FORMAT).asText());
            if (limits != null) {
                object.put("minimum", limits[0]).put("maximum", limits[1]);
            }
        }
    }
}
