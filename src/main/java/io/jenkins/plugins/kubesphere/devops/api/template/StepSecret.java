package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.Map;

/**
 * A credential that a step template needs.
 *
 * @param type last part of the Secret type, or null
 * @param wrap whether a {@code withCredentials} step with the credential is put around the step; null means no
 * @param mapping the name that the step uses for each variable of {@code withCredentials}; never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepSecret(
        String type,
        Boolean wrap,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> mapping) {

    public StepSecret {
        mapping = NullSafeCopies.copyOf(mapping);
    }
}
