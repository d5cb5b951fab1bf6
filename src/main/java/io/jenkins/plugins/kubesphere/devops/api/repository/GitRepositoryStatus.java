package io.jenkins.plugins.kubesphere.devops.api.repository;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * The observed state of a repository.
 *
 * @param connection whether the repository can be reached, as free text; the program that writes
 *     the status chooses the words; may be null
 * @param message the error of the last attempt to connect; or null
 * @param conditions never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GitRepositoryStatus(
        String connection,
        String message,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Condition> conditions) implements HasConditions {

    /** The status before anything was observed. */
    public static final GitRepositoryStatus EMPTY = new GitRepositoryStatus(null, null, null);

    public GitRepositoryStatus {
        conditions = NullSafeCopies.copyOf(conditions);
    }
}
