package io.jenkins.plugins.kubesphere.devops.engine.json;

import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.BranchLocation;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.PullRequest;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.StartCause;
import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument;
import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument.Author;
import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument.ChangeSetEntry;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.Change;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.Commit;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Converts the state and the details of a build to the JSON that ks-devops writes for it. Texts are cut, so that the
 * document has at most some hundred KiB.
 */
public final class RunStatusDocumentConverter {
    private static final int MAX_SHORT_TEXT = 200;
    private static final int MAX_TEXT = 1_024;

    /** Of all changes together. */
    private static final int MAX_PATHS = 200;

    private RunStatusDocumentConverter() {}

    public static RunStatusDocument convert(RunSnapshot run, RunDetail detail) {
        Optional<Duration> duration = run.endedAt()
                .flatMap(end -> run.startedAt().map(start -> Duration.between(start, end)))
                // A clock may be set back.
                .filter(length -> !length.isNegative());
        boolean isBlocked = run.state() == State.QUEUED || run.state() == State.WAITING;
        return new RunStatusDocument(
                detail.artifactsPath().orElse(null),
                detail.branch()
                        .map(branch -> new BranchLocation(shorten(branch.url()), branch.primary()))
                        .orElse(null),
                isBlocked ? TextTruncator.truncate(run.message(), MAX_TEXT) : null,
                detail.causes().stream()
                        .limit(RunDetail.MAX_CHANGES)
                        .map(cause -> new StartCause(shorten(cause)))
                        .toList(),
                changes(detail.changes()),
                detail.commit().map(Commit::id).orElse(null),
                detail.commit().map(commit -> shorten(commit.url())).orElse(null),
                detail.description()
                        .map(text -> TextTruncator.truncate(text, MAX_TEXT))
                        .orElse(null),
                duration.map(Duration::toMillis).orElse(null),
                time(detail.queuedAt()),
                time(run.endedAt()),
                detail.estimatedDuration().map(Duration::toMillis).orElse(null),
                run.number().isPresent() ? Integer.toString(run.number().getAsInt()) : null,
                detail.displayName().map(RunStatusDocumentConverter::shorten).orElse(null),
                RunStatusDocument.ORGANIZATION,
                detail.jobName(),
                detail.request()
                        .map(request -> new PullRequest(
                                request.id(),
                                shorten(request.author()),
                                shorten(request.title()),
                                shorten(request.url())))
                        .orElse(null),
                detail.replayable(),
                result(run),
                detail.summary().map(RunStatusDocumentConverter::shorten).orElse(null),
                time(run.startedAt()),
                state(run.state()),
                RunStatusDocument.TYPE);
    }

    private static List<ChangeSetEntry> changes(List<Change> changes) {
        List<ChangeSetEntry> entries = new ArrayList<>();
        int paths = 0;
        for (Change change : changes) {
            List<String> shown = change.paths().stream()
                    .limit(MAX_PATHS - paths)
                    .map(RunStatusDocumentConverter::shorten)
                    .toList();
            paths += shown.size();
            entries.add(new ChangeSetEntry(
                    change.commit().id(),
                    new Author(shorten(change.authorId()), shorten(change.authorName()), shorten(change.authorEmail())),
                    change.time().map(KubernetesTime::format).orElse(null),
                    TextTruncator.truncate(change.message(), MAX_TEXT),
                    shown,
                    shorten(change.commit().url())));
        }
        return entries;
    }

    private static String state(State state) {
        return switch (state) {
            // Blue Ocean reports a build that only waits as queued.
            case QUEUED, UNDECIDED, WAITING, LOST_BEFORE_FIRST_STEP -> "QUEUED";
            // Blue Ocean has no word for a build that a person has paused.
            case RUNNING, PAUSED_BY_USER -> "RUNNING";
            case PAUSED -> "PAUSED";
            case FINISHED, BUILD_DELETED -> "FINISHED";
        };
    }

    /** Returns the result of a build in a word of Blue Ocean, which has fewer words. */
    public static String result(RunSnapshot run) {
        return switch (run.result()) {
            case NONE -> "UNKNOWN";
            case SUCCESS -> "SUCCESS";
            case UNSTABLE -> "UNSTABLE";
            case FAILURE, STALLED -> "FAILURE";
            case NOT_BUILT -> "NOT_BUILT";
            case ABORTED, TIMED_OUT, CANCELLED_IN_QUEUE -> "ABORTED";
        };
    }

    private static String shorten(String text) {
        return TextTruncator.truncate(text, MAX_SHORT_TEXT);
    }

    private static String time(Optional<Instant> time) {
        return time.map(KubernetesTime::format).orElse(null);
    }
}
