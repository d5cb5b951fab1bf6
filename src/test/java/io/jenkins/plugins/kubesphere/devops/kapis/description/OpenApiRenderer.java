package io.jenkins.plugins.kubesphere.devops.kapis.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes route tables as a document of OpenAPI 3.0. */
final class OpenApiRenderer {
    static final String JSON = "application/json";
    static final String BEARER = "bearer";

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final String SCHEMA = "schema";
    private static final String DESCRIPTION = "description";
    private static final String TYPE = "type";

    private final SchemaCollector schemas;
    private final List<JsonNode> inputs = new ArrayList<>();

    /** @param json as the API reads and writes with it */
    OpenApiRenderer(ObjectMapper json) {
        this.schemas = new SchemaCollector(json);
    }

    ObjectNode render(List<RouteTable> tables) {
        ObjectNode document = object().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", "REST API of KubeSphere DevOps for Jenkins")
                .put(DESCRIPTION, "What the answers mean, and which rights are needed: docs/rest-api.md of the plugin.")
                .put("version", "v1");
        document.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = document.putObject("paths");
        for (RouteTable table : tables) {
            for (Route route : table.routes()) {
                String path = "/kapis/" + table.group() + "/" + table.version()
                        + route.template().text();
                paths.withObjectProperty(path).set(route.method().toLowerCase(Locale.ROOT), operation(table, route));
            }
        }
        ObjectNode components = document.putObject("components");
        ObjectNode named = components.putObject("schemas");
        addApprovable();
        new CustomResourceRules(schemas.named()).apply();
        NullableInputs nullable = new NullableInputs(schemas.named());
        inputs.forEach(nullable::apply);
        schemas.named().forEach(named::set);
        components.set("responses", ErrorResponses.all());
        ErrorResponses.schemas().properties().forEach(schema -> named.set(schema.getKey(), schema.getValue()));
        components
                .putObject("securitySchemes")
                .putObject(BEARER)
                .put(TYPE, "http")
                .put("scheme", "bearer")
                .put(DESCRIPTION, "A token of Kubernetes or of KubeSphere.");
        return document;
    }

    /** What is stored of a step does not say it, because it depends on who asks. */
    private void addApprovable() {
        schemas.named()
                .get("StepDocument")
                .withObjectProperty("properties")
                .putObject("approvable")
                .put(TYPE, "boolean")
                .put(DESCRIPTION, "Whether the step waits for an answer that the caller may give.");
    }

    private ObjectNode operation(RouteTable table, Route route) {
        ObjectNode operation =
                object().put("operationId", OperationIds.of(table, route)).put("summary", route.summary());
        route.permission().ifPresent(right -> operation.put(DESCRIPTION, "Needs the right: " + right + "."));
        operation.putArray("tags").add(table.group() + "/" + table.version());
        ArrayNode parameters = operation.putArray("parameters");
        Matcher names = PARAMETER.matcher(route.template().text());
        while (names.find()) {
            parameters.add(pathParameter(names.group(1)));
        }
        route.query().forEach(parameter -> parameters.add(queryParameter(parameter)));
        boolean hasBody = route.input() != Void.class;
        if (hasBody) {
            JsonNode schema = schemas.schemaOf(route.input());
            inputs.add(schema);
            ObjectNode content = operation
                    .putObject("requestBody")
                    .put("required", route.inputRequired())
                    .putObject("content")
                    .putObject(JSON);
            content.set(SCHEMA, schema);
            RequestExamples.find(route).ifPresent(example -> content.set("example", example));
        }
        ObjectNode responses = operation.putObject("responses");
        if (route.offered()) {
            addSuccess(route, responses);
        }
        ErrorResponses.of(route)
                .forEach(status -> responses.putObject(status).put("$ref", "#/components/responses/" + status));
        ArrayNode security = operation.putArray("security");
        if (route.permission().isPresent()) {
            security.addObject().putArray(BEARER);
        }
        return operation;
    }

    private void addSuccess(Route route, ObjectNode responses) {
        ObjectNode success = responses.putObject("200").put(DESCRIPTION, "Done.");
        if (route.output() != Void.class) {
            success.putObject("content")
                    .putObject(route.outputMediaType())
                    .set(SCHEMA, schemas.schemaOf(route.output()));
        }
    }

    private static ObjectNode pathParameter(String name) {
        ObjectNode parameter = object().put("name", name)
                .put("in", "path")
                .put("required", true)
                .put(DESCRIPTION, PathParameters.describe(name));
        parameter.putObject(SCHEMA).put(TYPE, "string");
        return parameter;
    }

    private static ObjectNode queryParameter(RouteQueryParameter parameter) {
        ObjectNode described = object().put("name", parameter.name())
                .put("in", "query")
                .put("required", parameter.required())
                .put(DESCRIPTION, parameter.description() + ".");
        ObjectNode schema = described.putObject(SCHEMA);
        switch (parameter.type()) {
            case NUMBER -> {
                schema.put(TYPE, "integer").put("format", "int64");
                parameter.minimum().ifPresent(minimum -> schema.put("minimum", minimum));
                schema.put("maximum", Long.MAX_VALUE);
            }
            case FLAG -> schema.put(TYPE, "boolean");
            case TEXT -> schema.put(TYPE, "string");
        }
        if (!parameter.values().isEmpty()) {
            parameter.values().forEach(schema.putArray("enum")::add);
        }
        return described;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
