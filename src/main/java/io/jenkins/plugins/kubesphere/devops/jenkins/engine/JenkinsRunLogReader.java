package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.log.BuildLogReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.log.StepLogReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.BuildSecretMaskFactory;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import java.time.Instant;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads the logs of builds on this controller. */
final class JenkinsRunLogReader implements RunLogReader {
    private final BuildResolver resolver;

    JenkinsRunLogReader(BuildResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public Optional<LogChunk> log(JobName job, PipelineRunRef run, long offset) {
        return SystemIdentity.call(() -> resolver.findBuild(job, run)
                .map(build -> BuildLogReader.read(
                        build, offset, RunRegistry.get().activeBuilds().hasEnded(build, run))));
    }

    @Override
    public Optional<LogSnapshot> open(JobName job, PipelineRunRef run, Instant createdAt, Optional<String> step) {
        return SystemIdentity.call(
                () -> resolver.findBuild(job, run, createdAt).flatMap(build -> open(build, run, step)));
    }

    private static Optional<LogSnapshot> open(WorkflowRun build, PipelineRunRef run, Optional<String> step) {
        return step.isPresent()
                ? StepLogReader.open(build, step.get(), () -> BuildSecretMaskFactory.create(run, build))
                : Optional.of(BuildLogReader.open(
                        build, RunRegistry.get().activeBuilds().hasEnded(build, run)));
    }

    @Override
    public String lastLines(JobName job, PipelineRunRef run) {
        return SystemIdentity.call(() -> resolver.findBuild(job, run)
                .flatMap(build ->
                        BuildSecretMaskFactory.create(run, build).map(mask -> BuildLogReader.lastLines(build, mask)))
                .orElse(""));
    }
}
