package io.jenkins.plugins.kubesphere.devops.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.BranchLocation;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.PullRequest;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.StartCause;
import java.util.List;

/**
 * Describes the build of a run. Times are in the format RFC 3339, UTC, and always present. A text is null or empty if
 * there is none.
 *
 * @param artifactsZipFile path of an archive of the artifacts
 * @param causeOfBlockage why the run waits for an agent
 * @param durationInMillis null until the build has ended
 * @param estimatedDurationInMillis null if it is not known
 * @param id number of the build
 * @param name the name that the build gave itself
 * @param pipeline name of the job that has the build, for example {@code feat%2Fx} for a branch
 * @param result a word of Blue Ocean; {@code UNKNOWN} until the build has ended
 * @param runSummary how the build ended in words
 * @param state a word of Blue Ocean
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunStatusDocument(
        String artifactsZipFile,
        BranchLocation branch,
        String causeOfBlockage,
        List<StartCause> causes,
        List<ChangeSetEntry> changeSet,
        String commitId,
        String commitUrl,
        String description,
        Long durationInMillis,
        @JsonInclude(JsonInclude.Include.ALWAYS) String enQueueTime,
        @JsonInclude(JsonInclude.Include.ALWAYS) String endTime,
        Long estimatedDurationInMillis,
        String id,
        String name,
        String organization,
        String pipeline,
        PullRequest pullRequest,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean replayable,
        String result,
        String runSummary,
        @JsonInclude(JsonInclude.Include.ALWAYS) String startTime,
        String state,
        String type) {

    /** {@link #organization} of every run. */
    public static final String ORGANIZATION = "jenkins";

    /** {@link #type} of every run. */
    public static final String TYPE = "WorkflowRun";

    public RunStatusDocument {
        causes = NullSafeCopies.copyOf(causes);
        changeSet = NullSafeCopies.copyOf(changeSet);
    }

    public RunStatusDocument withChangeSet(List<ChangeSetEntry> others) {
        return new RunStatusDocument(
                artifactsZipFile,
                branch,
                causeOfBlockage,
                causes,
                others,
                commitId,
                commitUrl,
                description,
                durationInMillis,
                enQueueTime,
                endTime,
                estimatedDurationInMillis,
                id,
                name,
                organization,
                pipeline,
                pullRequest,
                replayable,
                result,
                runSummary,
                startTime,
                state,
                type);
    }

    /**
     * A commit that an earlier build of the job did not have.
     *
     * @param timestamp in the format RFC 3339, UTC; null if it is not known
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ChangeSetEntry(
            String commitId, Author author, String timestamp, String msg, List<String> affectedPaths, String url) {
        public ChangeSetEntry {
            affectedPaths = NullSafeCopies.copyOf(affectedPaths);
        }
    }

    /** @param id id of the user in Jenkins */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Author(String id, String fullName, String email) {}
}
