package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.BuildLogReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.BuildSecretMaskFactory;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import java.util.Optional;

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
    public String lastLines(JobName job, PipelineRunRef run) {
        return SystemIdentity.call(() -> resolver.findBuild(job, run)
                .flatMap(build ->
                        BuildSecretMaskFactory.create(run, build).map(mask -> BuildLogReader.lastLines(build, mask)))
                .orElse(""));
    }
}
