package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.model.AbstractItem;
import io.jenkins.plugins.kubesphere.devops.engine.JobOverview;
import io.jenkins.plugins.kubesphere.devops.engine.JobOverview.Counts;
import io.jenkins.plugins.kubesphere.devops.engine.LatestBuild;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Says what a pipeline's job looks like in lists. Reads the last builds of each branch, from disk if need be. */
final class Overviews {
    private static final int FINE = 100;

    private Overviews() {}

    /** @param branches so many are listed at most */
    static JobOverview of(AbstractItem job, int branches) {
        return job instanceof WorkflowMultiBranchProject project ? of(project, branches) : of((WorkflowJob) job);
    }

    private static JobOverview of(WorkflowJob job) {
        return new JobOverview(weather(job), estimate(job), job.isDisabled(), JobParameters.of(job), Optional.empty());
    }

    private static JobOverview of(WorkflowMultiBranchProject project, int branches) {
        List<BranchView> views =
                project.getItems().stream().map(BranchView::of).sorted().toList();
        return new JobOverview(
                views.isEmpty() ? FINE : weather(views.get(0).job()),
                views.isEmpty() ? OptionalLong.empty() : estimate(views.get(0).job()),
                project.isDisabled(),
                List.of(),
                Optional.of(new JobOverview.Branches(
                        views.stream().limit(branches).map(BranchView::asBranch).toList(),
                        counts(views, false),
                        counts(views, true))));
    }

    private static Counts counts(List<BranchView> views, boolean requests) {
        List<Optional<LatestBuild>> builds = views.stream()
                .filter(view -> view.isRequest() == requests)
                .map(BranchView::latest)
                .toList();
        return new Counts(builds.size(), ended(builds, Result.FAILURE), ended(builds, Result.SUCCESS));
    }

    private static int ended(List<Optional<LatestBuild>> builds, Result result) {
        return (int) builds.stream()
                .filter(build -> build.filter(found -> found.result() == result).isPresent())
                .count();
    }

    static int weather(WorkflowJob job) {
        return job.getBuildHealth() == null ? FINE : job.getBuildHealth().getScore();
    }

    /** Jenkins says -1 if no build tells. */
    private static OptionalLong estimate(WorkflowJob job) {
        long millis = job.getEstimatedDuration();
        return millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis);
    }
}
