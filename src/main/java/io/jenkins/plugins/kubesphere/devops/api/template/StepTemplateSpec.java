package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.LenientDecoding;
import java.util.List;

/**
 * A step with gaps. Every part but the list may be null.
 *
 * @param agent agent that the step wants
 * @param container container that it runs in
 * @param runtime {@code dsl} for a step of the Jenkinsfile; {@code shell} or anything else for a shell script
 * @param template the step, in Go's template notation
 * @param secret credential that it needs
 * @param parameters what fills the gaps, never null
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

    /** The spec of an object that has none. */
    public static final StepTemplateSpec EMPTY = new StepTemplateSpec(null, null, null, null, null, null);

    public StepTemplateSpec {
        parameters = LenientDecoding.list(parameters);
    }
}
