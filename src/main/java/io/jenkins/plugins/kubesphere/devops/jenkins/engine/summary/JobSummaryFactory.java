package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import hudson.model.AbstractItem;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Counts;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LatestBuild;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Says what a pipeline's job looks like in lists. Reads the last builds of each branch, from disk if need be. */
public final class JobSummaryFactory {
    private static final int FINE = 100;

    private JobSummaryFactory() {}

    /** @param branches so many are listed at most */
    public static JobSummary of(AbstractItem job, int branches) {
        return job instanceof WorkflowMultiBranchProject project ? of(project, branches) : of((WorkflowJob) job);
    }

    private static JobSummary of(WorkflowJob job) {
        return new JobSummary(
                weather(job), estimate(job), job.isDisabled(), JobParameterReader.of(job), Optional.empty());
    }

    private static JobSummary of(WorkflowMultiBranchProject project, int branches) {
        List<BranchJobView> views =
                project.getItems().stream().map(BranchJobView::of).sorted().toList();
        return new JobSummary(
                views.isEmpty() ? FINE : weather(views.get(0).job()),
                views.isEmpty() ? OptionalLong.empty() : estimate(views.get(0).job()),
                project.isDisabled(),
                List.of(),
                Optional.of(new JobSummary.Branches(
                        views.stream()
                                .limit(branches)
                                .map(BranchJobView::asBranch)
                                .toList(),
                        counts(views, false),
                        counts(views, true))));
    }

    private static Counts counts(List<BranchJobView> views, boolean requests) {
        List<Optional<LatestBuild>> builds = views.stream()
                .filter(view -> view.isRequest() == requests)
                .map(BranchJobView::latest)
                .toList();
        return new Counts(builds.size(), ended(builds, Result.FAILURE), ended(builds, Result.SUCCESS));
    }

    private static int ended(List<Optional<LatestBuild>> builds, Result result) {
        return (int) builds.stream()
                .filter(build -> build.filter(found -> found.result() == result).isPresent())
                .count();
    }

    public static int weather(WorkflowJob job) {
        return job.getBuildHealth() == null ? FINE : job.getBuildHealth().getScore();
    }

    /** Jenkins says -1 if no build tells. */
    private static OptionalLong estimate(WorkflowJob job) {
        long millis = job.getEstimatedDuration();
        return millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis);
    }
}
