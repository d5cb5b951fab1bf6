package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * The observed state of a run. Times are texts, RFC 3339 in UTC with seconds. They are not parsed here, because other
 * programs may write times that {@code java.time} cannot parse, and one such object must not stop the informer.
 *
 * @param phase one of {@link io.jenkins.plugins.kubesphere.devops.api.RunPhases}; null or empty for a run that was just
 *     created
 * @param startTime when the build started, or null
 * @param completionTime when the run ended; null or empty until it ends
 * @param updateTime when the status was written last, or null
 * @param conditions never null
 * @param parameters the parameters with which the build was started, never null; empty before that
 * @param parametersTruncated true if the build has more parameters than {@code parameters}; otherwise null
 * @param approvers who has approved an input of the build, never null; in the order of their first approvals
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineRunStatus(
        String phase,
        String startTime,
        String completionTime,
        String updateTime,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Condition> conditions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UsedParameter> parameters,
        Boolean parametersTruncated,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> approvers)
        implements HasConditions {

    /** The status before anything was observed. */
    public static final PipelineRunStatus EMPTY = new PipelineRunStatus(null, null, null, null, null);

    public PipelineRunStatus {
        conditions = NullSafeCopies.copyOf(conditions);
        parameters = NullSafeCopies.copyOf(parameters);
        approvers = NullSafeCopies.copyOf(approvers);
    }

    /** The status of a run whose parameters are not known, and of which no input was approved. */
    public PipelineRunStatus(
            String phase, String startTime, String completionTime, String updateTime, List<Condition> conditions) {
        this(phase, startTime, completionTime, updateTime, conditions, null, null, null);
    }

    /** Returns this status with other conditions, written at this time. */
    public PipelineRunStatus withConditions(List<Condition> changed, String time) {
        return new PipelineRunStatus(
                phase, startTime, completionTime, time, changed, parameters, parametersTruncated, approvers);
    }

    /**
     * Whether the run has ended. The completion time decides, not the phase. The status of a run that has ended does
     * not change any more.
     */
    public boolean hasEnded() {
        return completionTime != null && !completionTime.isEmpty();
    }
}
