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
    /** The weather of a job without builds. */
    private static final int DEFAULT_WEATHER = 100;

    private JobSummaryFactory() {}

    /** @param branches the largest number of branches to list */
    public static JobSummary of(AbstractItem job, int branches) {
        return job instanceof WorkflowMultiBranchProject project ? of(project, branches) : of((WorkflowJob) job);
    }

    private static JobSummary of(WorkflowJob job) {
        return new JobSummary(
                weather(job), estimate(job), job.isDisabled(), JobParameterReader.of(job), Optional.empty());
    }

    private static JobSummary of(WorkflowMultiBranchProject project, int branches) {
        List<BranchListEntry> views =
                project.getItems().stream().map(BranchListEntry::of).sorted().toList();
        return new JobSummary(
                views.isEmpty() ? DEFAULT_WEATHER : weather(views.get(0).job()),
                views.isEmpty() ? OptionalLong.empty() : estimate(views.get(0).job()),
                project.isDisabled(),
                List.of(),
                Optional.of(new JobSummary.Branches(
                        views.stream()
                                .limit(branches)
                                .map(BranchListEntry::asBranch)
                                .toList(),
                        counts(views, false),
                        counts(views, true))));
    }

    private static Counts counts(List<BranchListEntry> views, boolean requests) {
        List<Optional<LastBuild>> builds = views.stream()
                .filter(view -> view.isRequest() == requests)
                .map(BranchListEntry::latest)
                .toList();
        return new Counts(builds.size(), ended(builds, RunResult.FAILURE), ended(builds, RunResult.SUCCESS));
    }

    private static int ended(List<Optional<LastBuild>> builds, RunResult result) {
        return (int) builds.stream()
                .filter(build -> build.filter(found -> found.result() == result).isPresent())
                .count();
    }

    /** How well the last builds of a job went, from 0 to 100. */
    public static int weather(WorkflowJob job) {
        return job.getBuildHealth() == null
                ? DEFAULT_WEATHER
                : job.getBuildHealth().getScore();
    }

    /** The estimated duration in milliseconds. Jenkins returns -1 if there is no build to estimate it from. */
    private static OptionalLong estimate(WorkflowJob job) {
        long millis = job.getEstimatedDuration();
        return millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis);
    }
}
