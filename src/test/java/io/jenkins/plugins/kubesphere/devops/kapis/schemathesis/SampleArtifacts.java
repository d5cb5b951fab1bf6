package io.jenkins.plugins.kubesphere.devops.kapis.schemathesis;

import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.Artifact;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The build of each run archived the same file. */
final class SampleArtifacts implements ArtifactReader {
    static final String PATH = "target/app.jar";

    private static final byte[] CONTENT = "hello".getBytes(StandardCharsets.UTF_8);
    private static final Artifact ARTIFACT = new Artifact(PATH, CONTENT.length, Instant.EPOCH);

    @Override
    public boolean hasBuild(JobName job, PipelineRunRef run, Instant createdAt) {
        return true;
    }

    @Override
    public Optional<List<Artifact>> list(JobName job, PipelineRunRef run, Instant createdAt) {
        return Optional.of(List.of(ARTIFACT));
    }

    @Override
    public Optional<ArtifactFile> find(JobName job, PipelineRunRef run, Instant createdAt, String path) {
        return path.equals(PATH) ? Optional.of(new SampleFile()) : Optional.empty();
    }

    private static final class SampleFile implements ArtifactFile {
        @Override
        public Artifact artifact() {
            return ARTIFACT;
        }

        @Override
        public boolean isSeekable() {
            return true;
        }

        @Override
        public InputStream open(long offset) {
            return new ByteArrayInputStream(CONTENT, (int) offset, CONTENT.length - (int) offset);
        }
    }
}
