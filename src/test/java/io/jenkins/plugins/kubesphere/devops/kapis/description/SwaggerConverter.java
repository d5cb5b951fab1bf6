package io.jenkins.plugins.kubesphere.devops.kapis.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/** Turns a document of {@link OpenApiRenderer} into one of Swagger 2.0, which says the same in older words. */
final class SwaggerConverter {
    private static final String CONTENT = "content";
    private static final String SCHEMA = "schema";
    private static final String COMPONENTS = "components";

    private SwaggerConverter() {}

    static ObjectNode convert(ObjectNode openApi) {
        ObjectNode swagger = JsonNodeFactory.instance.objectNode().put("swagger", "2.0");
        swagger.set("info", openApi.get("info").deepCopy());
        swagger.put("basePath", "/");
        JsonNode components = openApi.get(COMPONENTS);
        ObjectNode definitions = swagger.putObject("definitions");
        components
                .get("schemas")
                .properties()
                .forEach(schema -> definitions.set(schema.getKey(), convert(schema.getValue())));
        ObjectNode responses = swagger.putObject("responses");
        components
                .get("responses")
                .properties()
                .forEach(response -> responses.set(response.getKey(), response(response.getValue())));
        swagger.putObject("securityDefinitions")
                .putObject(OpenApiRenderer.BEARER)
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "Authorization")
                .put("description", "Bearer, a space, and a token of Kubernetes or of KubeSphere.");
        ObjectNode paths = swagger.putObject("paths");
        for (Map.Entry<String, JsonNode> path : openApi.get("paths").properties()) {
            ObjectNode methods = paths.putObject(path.getKey());
            path.getValue()
                    .properties()
                    .forEach(method -> methods.set(method.getKey(), operation((ObjectNode) method.getValue())));
        }
        return swagger;
    }

    private static ObjectNode operation(ObjectNode operation) {
        ObjectNode converted = operation.deepCopy();
        ArrayNode parameters = converted.putArray("parameters");
        for (JsonNode parameter : operation.get("parameters")) {
            ObjectNode flat = parameter.deepCopy();
            flat.setAll((ObjectNode) flat.remove(SCHEMA));
            parameters.add(flat);
        }
        JsonNode body = converted.remove("requestBody");
        if (body != null) {
            Map.Entry<String, JsonNode> content = content(body);
            converted.putArray("consumes").add(content.getKey());
            parameters
                    .addObject()
                    .put("name", "body")
                    .put("in", "body")
                    .put("required", body.get("required").asBoolean())
                    .set(SCHEMA, convert(content.getValue().get(SCHEMA)));
        }
        ObjectNode responses = converted.putObject("responses");
        operation
                .get("responses")
                .properties()
                .forEach(response -> responses.set(response.getKey(), response(response.getValue())));
        ArrayNode produces = converted.putArray("produces");
        JsonNode success = operation.at("/responses/200");
        if (success.has(CONTENT)) {
            produces.add(content(success).getKey());
        }
        // In Swagger 2.0, an operation has one list for all of its answers.
        for (String type : List.of(OpenApiRenderer.JSON, "text/plain")) {
            if (!produces.valueStream().anyMatch(TextNode.valueOf(type)::equals)) {
                produces.add(type);
            }
        }
        return converted;
    }

    private static ObjectNode response(JsonNode response) {
        if (response.has("$ref")) {
            return (ObjectNode) convert(response);
        }
        ObjectNode converted = response.deepCopy();
        if (converted.remove(CONTENT) != null) {
            converted.set(SCHEMA, convert(content(response).getValue().get(SCHEMA)));
        }
        return converted;
    }

    private static Map.Entry<String, JsonNode> content(JsonNode holder) {
        return holder.get(CONTENT).properties().iterator().next();
    }

    /** A schema, or a part of it, with the references of Swagger 2.0. */
    private static JsonNode convert(JsonNode node) {
        JsonNode copy = node.deepCopy();
        if (copy instanceof ObjectNode object) {
            if (object.path("$ref").isTextual()) {
                object.put(
                        "$ref",
                        object.get("$ref")
                                .asText()
                                .replace("#/components/schemas/", "#/definitions/")
                                .replace("#/components/responses/", "#/responses/"));
            }
            if (object.path("nullable").isBoolean()) {
                object.remove("nullable");
                object.put("x-nullable", true);
            }
            object.properties().forEach(property -> property.setValue(convert(property.getValue())));
        } else if (copy instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, convert(array.get(i)));
            }
        }
        return copy;
    }
}
