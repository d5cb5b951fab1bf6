package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.LenientDecoding;
import java.util.Map;

/**
 * A credential that a step needs.
 *
 * @param type last part of the Secret type, or null
 * @param wrap whether the step is wrapped into one that binds the credential; null means no
 * @param mapping variable of the binding to name in the step; never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepSecret(
        String type,
        Boolean wrap,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> mapping) {

    public StepSecret {
        mapping = LenientDecoding.map(mapping);
    }
}
