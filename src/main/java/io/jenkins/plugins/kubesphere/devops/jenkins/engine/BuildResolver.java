package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.model.AbstractItem;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemLookup;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.MovedItemRestorer;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunLocation;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunLocator;
import java.time.Instant;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Finds the job and the build in Jenkins for a job name and a run, also if a person moved the job. */
final class BuildResolver {
    private final RunLocator locator;
    private final MovedItemRestorer restorer;

    BuildResolver(RunLocator locator, MovedItemRestorer restorer) {
        this.locator = locator;
        this.restorer = restorer;
    }

    Optional<WorkflowJob> findJob(JobName name) {
        return ItemLookup.job(name).or(() -> restorer.find(name.withoutBranch().toString(), AbstractItem.class)
                .flatMap(moved -> ItemLookup.jobOf(moved, name)));
    }

    /** @param since when the run was created, or {@link Instant#EPOCH} if that is not known */
    Optional<RunLocation> findLocation(JobName job, PipelineRunRef run, Instant since) {
        return findJob(job).flatMap(found -> locator.find(found, run, since));
    }

    /** Reads all builds of the job if the run has none. Only for runs that were found before. */
    Optional<WorkflowRun> findBuild(JobName job, PipelineRunRef run) {
        return findBuild(job, run, Instant.EPOCH);
    }

    /** @param since as in {@link #findLocation}: older builds are not read */
    Optional<WorkflowRun> findBuild(JobName job, PipelineRunRef run, Instant since) {
        return findLocation(job, run, since).flatMap(RunLocation::findBuild);
    }
}
