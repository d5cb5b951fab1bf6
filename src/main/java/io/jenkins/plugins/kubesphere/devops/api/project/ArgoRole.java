package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * A role inside the Argo CD project. Lists are never null.
 *
 * @param name name of the role
 * @param description free text, or null
 * @param policies lines in the notation of Argo CD
 * @param groups groups of the identity provider that have the role
 * @param jwtTokens ids and times of the tokens that were issued for the role
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArgoRole(
        String name,
        String description,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> policies,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> groups,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ArgoTokenClaims> jwtTokens) {

    public ArgoRole {
        policies = NullSafeCopies.copyOf(policies);
        groups = NullSafeCopies.copyOf(groups);
        jwtTokens = NullSafeCopies.copyOf(jwtTokens);
    }
}
