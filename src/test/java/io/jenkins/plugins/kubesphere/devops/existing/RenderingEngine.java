package io.jenkins.plugins.kubesphere.devops.existing;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.jobxml.MultiBranchJobRenderer;
import io.jenkins.plugins.kubesphere.devops.jobxml.RegularJobRenderer;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ScheduleValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import java.util.List;
import java.util.Optional;

/**
 * Checks each job as the engine in Jenkins does, by rendering it for a Jenkins that has all plugins. Multi-branch jobs
 * are then accepted, although the wrapped engine has none.
 */
final class RenderingEngine extends ForwardingEngine {
    private static final SecretEncryption NO_ENCRYPTION = new SecretEncryption() {
        @Override
        public String encrypt(String plain) {
            return plain;
        }

        @Override
        public Optional<String> decrypt(String stored) {
            return Optional.empty();
        }
    };

    private final RegularJobRenderer regularJobs =
            new RegularJobRenderer(NO_ENCRYPTION, plugin -> true, ScheduleValidator.NONE);
    private final MultiBranchJobRenderer branchJobs = new MultiBranchJobRenderer(plugin -> true, () -> false);

    RenderingEngine(Engine engine) {
        super(engine);
    }

    @Override
    public JobEngine jobs() {
        return new RenderedJobs();
    }

    private final class RenderedJobs implements JobEngine {
        @Override
        public FolderOutcome ensureFolder(FolderRequest folder) {
            return engine.jobs().ensureFolder(folder);
        }

        @Override
        public boolean deleteFolder(String folder, Owner owner) {
            return engine.jobs().deleteFolder(folder, owner);
        }

        @Override
        public JobOutcome ensureJob(JobRequest job) {
            if (PipelineTypes.MULTI_BRANCH.equals(job.spec().type())) {
                branchJobs.create(job);
                return new JobOutcome(ItemOperationResult.CREATED);
            }
            regularJobs.create(job);
            return engine.jobs().ensureJob(withoutFiles(job));
        }

        /** The wrapped engine has no parameters of this type. */
        private JobRequest withoutFiles(JobRequest job) {
            NoScmPipeline pipeline = job.spec().pipeline();
            List<PipelineParameter> others = pipeline.parameters().stream()
                    .filter(parameter -> !ParameterTypes.FILE.equals(parameter.type()))
                    .toList();
            return new JobRequest(
                    job.name(),
                    job.owner(),
                    new PipelineSpec(PipelineTypes.PIPELINE, pipeline.withParameters(others), null));
        }

        @Override
        public boolean deleteJob(JobName job, Owner owner) {
            return engine.jobs().deleteJob(job, owner);
        }

        @Override
        public boolean requestScan(JobName job, Owner owner) {
            return engine.jobs().requestScan(job, owner);
        }

        @Override
        public Optional<JobSummary> summarize(JobName job, int maxBranches) {
            return engine.jobs().summarize(job, maxBranches);
        }
    }
}
