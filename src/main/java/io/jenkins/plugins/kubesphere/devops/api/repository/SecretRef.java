package io.jenkins.plugins.kubesphere.devops.api.repository;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Names a Secret.
 *
 * @param name its name, or null
 * @param namespace its namespace, null for that of the object
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretRef(String name, String namespace) {}
