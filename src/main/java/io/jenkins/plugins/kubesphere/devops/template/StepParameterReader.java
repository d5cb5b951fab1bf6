package io.jenkins.plugins.kubesphere.devops.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.api.template.StepParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Checks the parameters of a step, and adds defaults. */
final class StepParameterReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOOL = "bool";

    private StepParameterReader() {}

    static Map<String, Object> read(List<StepParameter> parameters, Map<String, JsonNode> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((name, value) -> values.put(name, JsonValues.of(value)));
        for (StepParameter parameter : parameters) {
            values.put(parameter.name(), check(parameter, values.get(parameter.name())));
        }
        return values;
    }

    private static Object check(StepParameter parameter, Object given) {
        String name = parameter.name();
        Object value = given == null ? defaultOf(parameter) : given;
        // The form may have hidden a field with a condition.
        if (Boolean.TRUE.equals(parameter.required())
                && Objects.requireNonNullElse(parameter.condition(), "").isEmpty()) {
            ParameterChecks.requireGiven(name, value);
        }
        ParameterChecks.requireOneOf(name, optionsOf(parameter), value);
        return ParameterChecks.convert(name, parameter.type(), value);
    }

    /** The form does not send a checkbox that is not checked. */
    private static Object defaultOf(StepParameter parameter) {
        boolean hasDefault =
                parameter.defaultValue() != null && !parameter.defaultValue().isEmpty();
        return !hasDefault && BOOL.equals(parameter.type()) ? Boolean.FALSE : parameter.defaultValue();
    }

    /** The values that the form offers; empty if the template does not list them as JSON. */
    private static List<String> optionsOf(StepParameter parameter) {
        if (!"enum".equals(parameter.type()) || parameter.options() == null) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        try {
            JSON.readTree(parameter.options())
                    .forEach(option -> values.add(option.path("value").asText()));
        } catch (JsonProcessingException e) {
            return List.of();
        }
        return values;
    }
}
