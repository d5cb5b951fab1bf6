package io.jenkins.plugins.kubesphere.devops.api.repository;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A reference to a Secret.
 *
 * @param name name of the Secret, or null
 * @param namespace namespace of the Secret; null means the namespace of the object
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretRef(String name, String namespace) {}
