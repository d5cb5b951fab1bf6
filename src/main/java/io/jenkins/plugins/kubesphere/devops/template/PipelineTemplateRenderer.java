package io.jenkins.plugins.kubesphere.devops.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.api.template.ParameterValidation;
import io.jenkins.plugins.kubesphere.devops.api.template.TemplateParameter;
import io.jenkins.plugins.kubesphere.devops.api.template.TemplateSpec;
import io.jenkins.plugins.kubesphere.devops.template.language.Delimiters;
import io.jenkins.plugins.kubesphere.devops.template.language.GoTemplate;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Renders a Jenkinsfile from a template and parameters. */
public final class PipelineTemplateRenderer {
    private PipelineTemplateRenderer() {}

    /**
     * Renders a template. A parameter that is not given has its default, or is empty.
     *
     * @param given values by the names of parameters; may have other names, which the template can read, too
     * @throws TemplateException if the template cannot be read, or a parameter is missing or wrong
     */
    public static String render(TemplateSpec spec, Map<String, JsonNode> given) {
        GoTemplate template = parse(spec);
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((name, value) -> values.put(name, JsonValues.of(value)));
        MatchBudget budget = new MatchBudget();
        for (TemplateParameter parameter : spec.parameters()) {
            values.put(parameter.name(), check(parameter, values.get(parameter.name()), budget));
        }
        return template.render(Map.of("params", values));
    }

    static GoTemplate parse(TemplateSpec spec) {
        return GoTemplate.parse(Objects.requireNonNullElse(spec.template(), ""), Delimiters.DOLLAR_PARENTHESES);
    }

    private static Object check(TemplateParameter parameter, Object given, MatchBudget budget) {
        String name = parameter.name();
        Object value = given == null ? JsonValues.of(parameter.defaultValue()) : given;
        if (Boolean.TRUE.equals(parameter.required())) {
            ParameterChecks.requireGiven(name, value);
        }
        Object converted = ParameterChecks.convert(name, parameter.type(), value);
        validate(parameter, converted, budget);
        return converted;
    }

    /** Checks the text that the template prints; in a list, that of each element. An empty value needs no match. */
    private static void validate(TemplateParameter parameter, Object value, MatchBudget budget) {
        ParameterValidation validation = parameter.validation();
        if (validation == null || validation.expression() == null || JsonValues.isEmpty(value)) {
            return;
        }
        ValidationExpression expression;
        boolean isAccepted;
        try {
            expression = ValidationExpression.parse(validation.expression(), budget);
            isAccepted = (value instanceof List<?> list ? list : List.of(value))
                    .stream().allMatch(element -> expression.accepts(TemplateValues.toText(element)));
        } catch (TemplateException e) {
            throw ParameterChecks.wrong(parameter.name(), "cannot be checked: " + e.getMessage());
        }
        if (!isAccepted) {
            String message = Objects.requireNonNullElse(validation.message(), "");
            throw ParameterChecks.wrong(
                    parameter.name(),
                    "is not valid" + (message.isBlank() ? "" : ": " + message) + "; it must match " + expression);
        }
    }
}
