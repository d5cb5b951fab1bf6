package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * The observed state of a step template.
 *
 * @param phase {@code ready} or {@code init} in old objects, else null
 * @param conditions never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepTemplateStatus(
        String phase,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Condition> conditions) implements HasConditions {

    /** The status before anything was observed. */
    public static final StepTemplateStatus EMPTY = new StepTemplateStatus(null, null);

    public StepTemplateStatus {
        conditions = NullSafeCopies.copyOf(conditions);
    }
}
