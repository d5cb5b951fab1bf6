package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * The content of a template of a Jenkinsfile.
 *
 * @param template text in the template notation of Go between {@code $(} and {@code )}, with values below
 *     {@code .params}; or null
 * @param parameters parameters of the template, never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TemplateSpec(
        String template,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TemplateParameter> parameters) {

    /** The spec of an object without a spec. */
    public static final TemplateSpec EMPTY = new TemplateSpec(null, null);

    public TemplateSpec {
        parameters = NullSafeCopies.copyOf(parameters);
    }
}
