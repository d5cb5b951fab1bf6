package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A PGP key.
 *
 * @param keyId id of the key in hexadecimal digits
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArgoSignatureKey(@JsonProperty("keyID") String keyId) {}
