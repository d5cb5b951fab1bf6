package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import io.jenkins.plugins.kubesphere.devops.api.RunPhases;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Selects the runs of one job that its policy does not keep. */
final class ExpiredRunSelector {
    private record Ended(PipelineRun run, Instant at) {}

    private final RunRetentionPolicy policy;

    ExpiredRunSelector(RunRetentionPolicy policy) {
        this.policy = policy;
    }

    /**
     * Returns the runs to delete, the oldest first: those beyond the number, and those that ended too many days ago. Runs
     * that have not ended, or whose end cannot be read, are neither counted nor returned. The run that ended last, and
     * the one that succeeded last, are never returned.
     *
     * @param runs runs of one job, in any order
     */
    List<PipelineRun> select(List<PipelineRun> runs, Instant now) {
        List<Ended> newestFirst = runs.stream()
                .flatMap(run -> PipelineRuns.endedAt(run).map(at -> new Ended(run, at)).stream())
                .sorted(Comparator.comparing(Ended::at)
                        .thenComparing(ended -> ended.run().getMetadata().getCreationTimestamp())
                        .thenComparing(ended -> ended.run().getMetadata().getName())
                        .reversed())
                .toList();
        Optional<Ended> lastSuccessful = newestFirst.stream()
                .filter(ended ->
                        RunPhases.SUCCEEDED.equals(ended.run().getStatus().phase()))
                .findFirst();
        List<PipelineRun> expired = new ArrayList<>();
        for (int i = newestFirst.size() - 1; i > 0; i--) {
            Ended ended = newestFirst.get(i);
            boolean isKept = lastSuccessful.filter(ended::equals).isPresent();
            if (!isKept && (isBeyondNumber(i) || isTooOld(ended.at(), now))) {
                expired.add(ended.run());
            }
        }
        return expired;
    }

    /** Selects from the runs of a multi-branch pipeline: each branch has the limits for itself. */
    List<PipelineRun> selectOfEachBranch(List<PipelineRun> runs, Instant now) {
        // A run may name its branch as it is in Git, or as in the name of its job.
        return runs.stream()
                .collect(Collectors.groupingBy(
                        run -> JobName.decodeBranch(PipelineRuns.jobOfBuild(run).branch())))
                .values()
                .stream()
                .flatMap(ofBranch -> select(ofBranch, now).stream())
                .toList();
    }

    private boolean isBeyondNumber(int newerRuns) {
        return policy.maxRuns() != RunRetentionPolicy.UNLIMITED && newerRuns >= policy.maxRuns();
    }

    private boolean isTooOld(Instant end, Instant now) {
        return policy.maxDays() != RunRetentionPolicy.UNLIMITED
                && Duration.between(end, now).compareTo(Duration.ofDays(policy.maxDays())) > 0;
    }
}
