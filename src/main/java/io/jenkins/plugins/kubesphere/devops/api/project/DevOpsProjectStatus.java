package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * The observed state of a project.
 *
 * @param adminNamespace namespace of the project and name of its folder; null or empty until it is known. Clients may
 *     set it when they create the project
 * @param conditions never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DevOpsProjectStatus(
        String adminNamespace,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Condition> conditions) implements HasConditions {

    /** The status before anything was observed. */
    public static final DevOpsProjectStatus EMPTY = new DevOpsProjectStatus(null, null);

    public DevOpsProjectStatus {
        conditions = NullSafeCopies.copyOf(conditions);
    }
}
