package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.LenientDecoding;
import java.util.List;

/**
 * A Jenkinsfile with gaps.
 *
 * @param template text in Go's template notation between {@code $(} and {@code )}, values below {@code .params}; or
 *     null
 * @param parameters what fills the gaps, never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TemplateSpec(
        String template,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TemplateParameter> parameters) {

    /** The spec of an object that has none. */
    public static final TemplateSpec EMPTY = new TemplateSpec(null, null);

    public TemplateSpec {
        parameters = LenientDecoding.list(parameters);
    }
}
