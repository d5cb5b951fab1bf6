package io.jenkins.plugins.kubesphere.devops.template;

import io.jenkins.plugins.kubesphere.devops.api.template.StepParameter;
import io.jenkins.plugins.kubesphere.devops.api.template.StepTemplateSpec;
import io.jenkins.plugins.kubesphere.devops.api.template.TemplateParameter;
import io.jenkins.plugins.kubesphere.devops.api.template.TemplateSpec;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a template without parameters. */
public final class TemplateValidator {
    private TemplateValidator() {}

    /** Returns the problem of a template of a Jenkinsfile; empty if there is none. */
    public static Optional<String> problem(TemplateSpec spec) {
        return problem(() -> {
            requireText(spec.template());
            PipelineTemplateRenderer.parse(spec);
            requireDifferentNames(
                    spec.parameters().stream().map(TemplateParameter::name).toList());
            MatchBudget budget = new MatchBudget();
            spec.parameters().stream()
                    .map(TemplateParameter::validation)
                    .filter(validation -> validation != null && validation.expression() != null)
                    .forEach(validation -> ValidationExpression.parse(validation.expression(), budget));
        });
    }

    /** Returns the problem of a template of a step; empty if there is none. */
    public static Optional<String> problem(StepTemplateSpec spec) {
        return problem(() -> {
            requireText(spec.template());
            StepTemplateRenderer.parse(spec);
            requireDifferentNames(
                    spec.parameters().stream().map(StepParameter::name).toList());
            if (spec.secret() != null && Boolean.TRUE.equals(spec.secret().wrap())) {
                CredentialBinding.of(spec.secret());
            }
        });
    }

    private static Optional<String> problem(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (TemplateException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static void requireText(String template) {
        if (template == null || template.isBlank()) {
            throw new TemplateException("spec.template is empty; write the template there");
        }
    }

    private static void requireDifferentNames(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new TemplateException("two parameters are called \"" + name + "\"; rename one");
            }
        }
    }
}
