package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * The content of a step template. Every part except the list may be null.
 *
 * @param agent agent that the step needs
 * @param container container in which the step runs
 * @param runtime {@code dsl} for a step of the Jenkinsfile; {@code shell} or another word for a shell script
 * @param template the step, in the template notation of Go
 * @param secret credential that the step needs
 * @param parameters parameters of the template, never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepTemplateSpec(
        String agent,
        String container,
        String runtime,
        String template,
        StepSecret secret,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<StepParameter> parameters) {

    /** The spec of an object without a spec. */
    public static final StepTemplateSpec EMPTY = new StepTemplateSpec(null, null, null, null, null, null);

    public StepTemplateSpec {
        parameters = NullSafeCopies.copyOf(parameters);
    }
}
