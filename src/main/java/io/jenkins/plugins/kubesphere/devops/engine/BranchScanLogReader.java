package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import java.util.Optional;

/**
 * Reads the logs of the scans for branches, and changes nothing. See {@link Engine} for the rules of threads, errors and
 * crashes.
 */
@FunctionalInterface
public interface BranchScanLogReader {
    /** The reader of an engine that scans nothing. */
    BranchScanLogReader NONE = (job, offset) -> Optional.empty();

    /**
     * Reads a part of the log of the last scan; of the running one, if a scan runs. A part ends with the end of a line,
     * unless the line is larger than a part. Masks the values of the project's credentials, and the user and password in
     * URLs.
     *
     * @param job the job of the pipeline itself
     * @param offset 0, or {@link LogChunk#nextOffset()} of an earlier part of the same scan. For an offset beyond the end,
     *     the part is empty
     * @return a part without text if nothing was scanned yet; empty if the job does not exist or has no branches
     */
    Optional<LogChunk> log(JobName job, long offset);
}
