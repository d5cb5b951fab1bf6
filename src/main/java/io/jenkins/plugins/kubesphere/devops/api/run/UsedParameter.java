package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A parameter with which the build of a run was started.
 *
 * @param name name of the parameter
 * @param value its value as text; {@code ****} instead of a secret
 * @param truncated true if the value was too long and its end is left out; otherwise null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsedParameter(String name, String value, Boolean truncated) {}
