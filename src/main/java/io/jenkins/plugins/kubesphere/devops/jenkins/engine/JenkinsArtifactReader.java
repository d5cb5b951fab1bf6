package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.Artifact;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.artifact.BuildArtifactReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the artifacts of builds on this controller. */
final class JenkinsArtifactReader implements ArtifactReader {
    private final BuildResolver resolver;

    JenkinsArtifactReader(BuildResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public boolean hasBuild(JobName job, PipelineRunRef run, Instant createdAt) {
        return SystemIdentity.call(() -> resolver.findBuild(job, run, createdAt).isPresent());
    }

    @Override
    public Optional<List<Artifact>> list(JobName job, PipelineRunRef run, Instant createdAt) {
        return SystemIdentity.call(
                () -> resolver.findBuild(job, run, createdAt).map(build -> new BuildArtifactReader(build).list()));
    }

    @Override
    public Optional<ArtifactFile> find(JobName job, PipelineRunRef run, Instant createdAt, String path) {
        return SystemIdentity.call(() ->
                resolver.findBuild(job, run, createdAt).flatMap(build -> new BuildArtifactReader(build).find(path)));
    }
}
