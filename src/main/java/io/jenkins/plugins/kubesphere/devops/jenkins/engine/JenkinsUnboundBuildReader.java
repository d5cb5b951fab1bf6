package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemLookup;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.origin.UnboundBuildFinder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Reads the builds of this controller that belong to no run. */
final class JenkinsUnboundBuildReader implements UnboundBuildReader {

    @Override
    public List<BuildRef> list(JobName pipeline, Function<JobName, Instant> since, int maxOfJob) {
        return SystemIdentity.call(() -> jobs(pipeline)
                .flatMap(job -> UnboundBuildFinder.list(job, since, maxOfJob).stream())
                .toList());
    }

    private static Stream<WorkflowJob> jobs(JobName pipeline) {
        return ItemLookup.multiBranchProject(pipeline)
                .map(project -> project.getItems().stream())
                .orElseGet(() -> ItemLookup.job(pipeline).stream());
    }

    @Override
    public Optional<UnboundBuild> find(BuildRef build) {
        return SystemIdentity.call(
                () -> ItemLookup.job(build.job()).flatMap(job -> UnboundBuildFinder.find(job, build)));
    }
}
