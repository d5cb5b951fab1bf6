package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import hudson.model.AbstractItem;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Counts;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LastBuild;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Creates the summary of a pipeline's job for lists. May read the last builds of each branch from disk. */
public final class JobSummaryFactory {
    /** The health score of a job without builds. */
    private static final int DEFAULT_HEALTH_SCORE = 100;

    private JobSummaryFactory() {}

    /** @param maxBranches the largest number of branches to list */
    public static JobSummary create(AbstractItem job, int maxBranches) {
        return job instanceof WorkflowMultiBranchProject project
                ? create(project, maxBranches)
                : create((WorkflowJob) job);
    }

    private static JobSummary create(WorkflowJob job) {
        return new JobSummary(
                healthScore(job),
                estimatedMillis(job),
                job.isDisabled(),
                JobParameterReader.read(job),
                Optional.empty());
    }

    private static JobSummary create(WorkflowMultiBranchProject project, int maxBranches) {
        List<SortableBranchJob> entries = project.getItems().stream()
                .map(SortableBranchJob::read)
                .sorted()
                .toList();
        return new JobSummary(
                entries.isEmpty()
                        ? DEFAULT_HEALTH_SCORE
                        : healthScore(entries.get(0).job()),
                entries.isEmpty()
                        ? OptionalLong.empty()
                        : estimatedMillis(entries.get(0).job()),
                project.isDisabled(),
                List.of(),
                Optional.of(new JobSummary.Branches(
                        entries.stream()
                                .limit(maxBranches)
                                .map(SortableBranchJob::toBranchJob)
                                .toList(),
                        countBuilds(entries, false),
                        countBuilds(entries, true))));
    }

    private static Counts countBuilds(List<SortableBranchJob> entries, boolean changeRequests) {
        List<Optional<LastBuild>> builds = entries.stream()
                .filter(entry -> entry.isChangeRequest() == changeRequests)
                .map(SortableBranchJob::lastBuild)
                .toList();
        return new Counts(
                builds.size(), countWithResult(builds, RunResult.FAILURE), countWithResult(builds, RunResult.SUCCESS));
    }

    private static int countWithResult(List<Optional<LastBuild>> builds, RunResult result) {
        return (int) builds.stream()
                .filter(build -> build.filter(found -> found.result() == result).isPresent())
                .count();
    }

    /** How well the last builds of a job went, from 0 to 100. */
    public static int healthScore(WorkflowJob job) {
        return job.getBuildHealth() == null
                ? DEFAULT_HEALTH_SCORE
                : job.getBuildHealth().getScore();
    }

    /** The estimated duration in milliseconds. Jenkins returns -1 if there is no build to estimate it from. */
    private static OptionalLong estimatedMillis(WorkflowJob job) {
        long millis = job.getEstimatedDuration();
        return millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis);
    }
}
