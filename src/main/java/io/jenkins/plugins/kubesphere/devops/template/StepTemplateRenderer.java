package io.jenkins.plugins.kubesphere.devops.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.template.StepSecret;
import io.jenkins.plugins.kubesphere.devops.api.template.StepTemplateSpec;
import io.jenkins.plugins.kubesphere.devops.template.language.Delimiters;
import io.jenkins.plugins.kubesphere.devops.template.language.GoTemplate;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Renders a step from a template and parameters. */
public final class StepTemplateRenderer {
    private static final String DSL = "dsl";

    private StepTemplateRenderer() {}

    /** Names a Secret. The namespace may be empty. The Secret itself is not read. */
    public record SecretReference(String name, String namespace) {
        public SecretReference {
            Objects.requireNonNull(name);
            Objects.requireNonNull(namespace);
        }
    }

    /**
     * Renders a template.
     *
     * @param given values by the names of parameters
     * @param secret credential for a step that needs one
     * @return one step in the JSON of Jenkins' pipeline-model-definition
     * @throws TemplateException if the template cannot be read, or a parameter is missing or wrong
     */
    public static String render(StepTemplateSpec spec, Map<String, JsonNode> given, Optional<SecretReference> secret) {
        GoTemplate template = parse(spec);
        Map<String, Object> data = new HashMap<>();
        data.put("param", StepParameterReader.read(spec.parameters(), given));
        // These are the names of the fields of a Secret in Go.
        secret.ifPresent(
                reference -> data.put("secret", Map.of("Name", reference.name(), "Namespace", reference.namespace())));
        ObjectNode step = isDsl(spec)
                ? StepModel.parse(template.renderJson(data))
                : StepModel.shell(template.render(data).strip());
        return StepModel.print(inContainer(spec, withCredentials(spec.secret(), secret, step)));
    }

    static GoTemplate parse(StepTemplateSpec spec) {
        return GoTemplate.parse(Objects.requireNonNullElse(spec.template(), ""), Delimiters.BRACES);
    }

    private static boolean isDsl(StepTemplateSpec spec) {
        return DSL.equals(spec.runtime());
    }

    private static ObjectNode withCredentials(StepSecret needed, Optional<SecretReference> secret, ObjectNode step) {
        if (needed == null || !Boolean.TRUE.equals(needed.wrap())) {
            return step;
        }
        String name = secret.map(SecretReference::name)
                .orElseThrow(() -> new TemplateException("the step needs a credential of type " + needed.type()
                        + "; name one in the query: ?secret=NAME&secretNamespace=NAMESPACE"));
        return CredentialBinding.of(needed).wrap(step, name);
    }

    private static ObjectNode inContainer(StepTemplateSpec spec, ObjectNode step) {
        String container = Objects.requireNonNullElse(spec.container(), "");
        return container.isEmpty() ? step : StepModel.block("container", true, container, step);
    }
}
