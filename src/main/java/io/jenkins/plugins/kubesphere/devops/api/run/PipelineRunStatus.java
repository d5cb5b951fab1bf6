package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.LenientDecoding;
import java.util.List;

/**
 * How a run went so far. Times are RFC 3339 in UTC, seconds, as text: objects of others hold forms that Java's own
 * parser refuses, and one of them must not stop the informer.
 *
 * @param phase one of {@link io.jenkins.plugins.kubesphere.devops.api.Phases}, null or empty before the start
 * @param startTime when the build started, or null
 * @param completionTime when the run ended, null exactly while it is not over
 * @param updateTime when this was written last, or null
 * @param conditions never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineRunStatus(
        String phase,
        String startTime,
        String completionTime,
        String updateTime,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Condition> conditions)
        implements HasConditions {

    /** Nothing observed yet. */
    public static final PipelineRunStatus EMPTY = new PipelineRunStatus(null, null, null, null, null);

    public PipelineRunStatus {
        conditions = LenientDecoding.list(conditions);
    }

    /** Says whether the run is over, whatever its phase; nothing changes it any more. */
    public boolean completed() {
        return completionTime != null && !completionTime.isEmpty();
    }
}
