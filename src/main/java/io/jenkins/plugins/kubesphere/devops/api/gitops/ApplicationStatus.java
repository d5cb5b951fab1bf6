package io.jenkins.plugins.kubesphere.devops.api.gitops;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * The observed state of an application.
 *
 * @param kind {@code argocd}, {@code fluxcd} or another text; or null
 * @param argoApp status of the Argo CD application, JSON as text; or null
 * @param fluxApp status of the Flux resources, JSON without a schema; or null
 * @param conditions never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplicationStatus(
        String kind,
        String argoApp,
        JsonNode fluxApp,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Condition> conditions)
        implements HasConditions {

    /** The status before anything was observed. */
    public static final ApplicationStatus EMPTY = new ApplicationStatus(null, null, null, null);

    public ApplicationStatus {
        conditions = NullSafeCopies.copyOf(conditions);
    }
}
