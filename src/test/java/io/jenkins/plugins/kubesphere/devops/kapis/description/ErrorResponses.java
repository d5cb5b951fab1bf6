package io.jenkins.plugins.kubesphere.devops.kapis.description;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The answers to requests that are refused, as ErrorReply writes them. */
final class ErrorResponses {
    private static final String STATUS_SCHEMA = "Status";
    private static final List<String> WITH_STATUS = List.of("401", "403", "429", "503");
    private static final String NOT_OFFERED = "501";
    private static final Map<String, String> DESCRIPTIONS = new TreeMap<>(Map.of(
            "400", "The request is wrong; the text says what to change.",
            "401", "It is not known who sends the request.",
            "403", "The caller may not do this.",
            "404", "There is no such object.",
            "405", "The path does not have this method; the header Allow names those that it has.",
            "409", "The object exists already, or was changed meanwhile.",
            "422", "Kubernetes refuses the object; the text says why.",
            "429", "Too many requests; try again later.",
            "503", "A server that is needed does not answer; try again."));

    static {
        DESCRIPTIONS.putAll(Map.of(
                "408",
                "The body does not arrive in time.",
                "413",
                "The body is too large.",
                "415",
                "The body is not JSON.",
                NOT_OFFERED,
                "This is not offered here; the text says what to use.",
                "502",
                "The Git provider does not answer as it should; the text says why."));
    }

    private ErrorResponses() {}

    /** The statuses of a route. */
    static List<String> of(Route route) {
        List<String> statuses = new ArrayList<>(List.of("400"));
        if (route.permission().isPresent()) {
            statuses.addAll(List.of("401", "403"));
        }
        statuses.addAll(List.of("404", "405"));
        if (!route.method().equals("GET")) {
            statuses.addAll(List.of("409", "422"));
        }
        if (route.input() != Void.class) {
            statuses.addAll(List.of("408", "413", "415"));
        }
        statuses.addAll(List.of("429", "503"));
        route.failures().forEach(status -> statuses.add(status.toString()));
        if (!route.offered()) {
            statuses.add(NOT_OFFERED);
        }
        return statuses.stream().sorted().toList();
    }

    /** All answers, by status. */
    static ObjectNode all() {
        ObjectNode responses = JsonNodeFactory.instance.objectNode();
        DESCRIPTIONS.forEach((status, description) -> {
            ObjectNode content =
                    responses.putObject(status).put("description", description).putObject("content");
            if (WITH_STATUS.contains(status)) {
                content.putObject(OpenApiRenderer.JSON)
                        .putObject("schema")
                        .put("$ref", "#/components/schemas/" + STATUS_SCHEMA);
            } else {
                content.putObject("text/plain").putObject("schema").put("type", "string");
            }
        });
        return responses;
    }

    /** The schemas that these answers name. */
    static ObjectNode schemas() {
        ObjectNode schemas = JsonNodeFactory.instance.objectNode();
        ObjectNode status = schemas.putObject(STATUS_SCHEMA).put("type", "object");
        status.put("description", "A Status of Kubernetes.");
        ObjectNode properties = status.putObject("properties");
        for (String name : List.of("apiVersion", "kind", "message", "reason", "status")) {
            properties.putObject(name).put("type", "string");
        }
        properties.putObject("code").put("type", "integer").put("format", "int32");
        properties.putObject("metadata").put("type", "object");
        List.of("apiVersion", "code", "kind", "message", "reason", "status").forEach(status.putArray("required")::add);
        return schemas;
    }
}
