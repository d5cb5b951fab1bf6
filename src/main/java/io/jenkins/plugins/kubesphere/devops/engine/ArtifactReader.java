package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.Artifact;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the files that the build of a run archived, and changes nothing. See {@link Engine} for the rules of threads, errors
 * and crashes. Secrets in a file are not masked.
 */
public interface ArtifactReader {

    /** More files are not listed. */
    int MAX_LISTED = 10_000;

    /** The reader of an engine that archives nothing. */
    ArtifactReader NONE = new ArtifactReader() {
        @Override
        public boolean hasBuild(JobName job, PipelineRunRef run, Instant createdAt) {
            return false;
        }

        @Override
        public Optional<List<Artifact>> list(JobName job, PipelineRunRef run, Instant createdAt) {
            return Optional.empty();
        }

        @Override
        public Optional<ArtifactFile> find(JobName job, PipelineRunRef run, Instant createdAt, String path) {
            return Optional.empty();
        }
    };

    /** A file that can be read. */
    interface ArtifactFile {
        Artifact artifact();

        /** Whether {@link #open} jumps to an offset. If not, it reads everything before it, perhaps from another machine. */
        boolean isSeekable();

        /**
         * Opens the file. The caller closes the stream.
         *
         * @param offset in bytes, at most the size of the file
         */
        InputStream open(long offset) throws IOException;
    }

    /**
     * Whether the run has a build (already, and still).
     *
     * @param createdAt as in {@link RunEngine#find}: older builds are not read
     */
    boolean hasBuild(JobName job, PipelineRunRef run, Instant createdAt);

    /**
     * Lists the files, in the order of their paths; at most {@link #MAX_LISTED} of them.
     *
     * @param createdAt as in {@link RunEngine#find}: older builds are not read
     * @return empty if the run has no build (yet, or any more)
     */
    Optional<List<Artifact>> list(JobName job, PipelineRunRef run, Instant createdAt);

    /**
     * Finds a file.
     *
     * @param createdAt as in {@link RunEngine#find}: older builds are not read
     * @param path as in {@link Artifact#path}; any other text is allowed
     * @return empty if the build has no such file. A link that leads out of the archive, and a path with {@code ..}, is no
     *     such file
     */
    Optional<ArtifactFile> find(JobName job, PipelineRunRef run, Instant createdAt, String path);
}
