package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What consoles show of a build beside its {@link RunSnapshot}. Texts have any length.
 *
 * @param jobName name of the job that has the build, without its folders; of a branch with each character encoded that
 *     a path cannot contain, for example {@code feat%2Fx}
 * @param causes why the build was started, one line each
 * @param displayName the name that the build gave itself instead of its number
 * @param description the description that the build or a person gave it
 * @param queuedAt when the build came into the queue
 * @param estimatedDuration how long the build will take, from the last builds
 * @param summary how the build ended in words, for example {@code broken since this build}
 * @param replayable whether the build can be run again with another script
 * @param artifactsPath path of the archive of all artifacts in the engine; empty if the build has no artifacts
 * @param commit the revision that the build has checked out first
 * @param changes what changed since the last build; at most {@link #MAX_CHANGES} are kept
 * @param branch present for the job of a branch
 * @param request present for the job of a pull or merge request
 */
public record RunDetail(
        String jobName,
        List<String> causes,
        Optional<String> displayName,
        Optional<String> description,
        Optional<Instant> queuedAt,
        Optional<Duration> estimatedDuration,
        Optional<String> summary,
        boolean replayable,
        Optional<String> artifactsPath,
        Optional<Commit> commit,
        List<Change> changes,
        Optional<SourceBranch> branch,
        Optional<SourceRequest> request) {

    /** An engine need not collect more changes. */
    public static final int MAX_CHANGES = 50;

    /** An engine need not collect more paths of one change. */
    public static final int MAX_PATHS = 200;

    public RunDetail {
        Objects.requireNonNull(jobName);
        causes = List.copyOf(causes);
        Objects.requireNonNull(displayName);
        Objects.requireNonNull(description);
        Objects.requireNonNull(queuedAt);
        Objects.requireNonNull(estimatedDuration);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(artifactsPath);
        Objects.requireNonNull(commit);
        changes = changes.stream().limit(MAX_CHANGES).toList();
        Objects.requireNonNull(branch);
        Objects.requireNonNull(request);
    }

    /** Details of a build of which nothing else is known. */
    public static RunDetail of(String jobName, List<String> causes) {
        return of(jobName, causes, false);
    }

    /** Details of a build of which nothing else is known. */
    public static RunDetail of(String jobName, List<String> causes, boolean replayable) {
        return new RunDetail(
                jobName,
                causes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                replayable,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** @param url page of the commit on its server; empty if unknown */
    public record Commit(String id, String url) {
        public Commit {
            Objects.requireNonNull(id);
            Objects.requireNonNull(url);
        }
    }

    /**
     * A commit that an earlier build of the job did not have. Each text is empty if it is unknown.
     *
     * @param authorId id of the author in the engine
     * @param paths the files that changed; at most {@link #MAX_PATHS} are kept
     */
    public record Change(
            Commit commit,
            String authorId,
            String authorName,
            String authorEmail,
            String message,
            Optional<Instant> time,
            List<String> paths) {
        public Change {
            Objects.requireNonNull(commit);
            Objects.requireNonNull(authorId);
            Objects.requireNonNull(authorName);
            Objects.requireNonNull(authorEmail);
            Objects.requireNonNull(message);
            Objects.requireNonNull(time);
            paths = paths.stream().limit(MAX_PATHS).toList();
        }
    }

    /**
     * The branch that a build is about.
     *
     * @param url page of the branch on its server; empty if unknown
     * @param primary true for the main branch of the repository
     */
    public record SourceBranch(String url, boolean primary) {
        public SourceBranch {
            Objects.requireNonNull(url);
        }
    }

    /** The pull or merge request that a build is about. Each text is empty if it is unknown. */
    public record SourceRequest(String id, String author, String title, String url) {
        public SourceRequest {
            Objects.requireNonNull(id);
            Objects.requireNonNull(author);
            Objects.requireNonNull(title);
            Objects.requireNonNull(url);
        }
    }
}
