package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.BranchScanLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import java.util.Optional;

/**
 * Masks secrets in the logs of scans. Jenkins masks them in logs of builds only. The wrapped reader must return whole
 * lines: a part of a secret is not found.
 */
public final class MaskingBranchScanLogReader implements BranchScanLogReader {
    private static final String HIDDEN =
            "The log is not shown, " + ErrorMasker.NO_MASK + "; see the log of the scan in Jenkins\n";

    private final BranchScanLogReader logs;
    private final ProjectMaskProvider masks;
    private final ErrorMasker errors;

    public MaskingBranchScanLogReader(BranchScanLogReader logs, ProjectMaskProvider masks) {
        this.logs = logs;
        this.masks = masks;
        this.errors = new ErrorMasker(masks);
    }

    @Override
    public Optional<LogChunk> log(JobName job, long offset) {
        return errors.call(job.folder(), job, () -> logs.log(job, offset)).map(part -> mask(part, job.folder()));
    }

    private LogChunk mask(LogChunk part, String namespace) {
        if (part.text().isEmpty()) {
            return part;
        }
        return masks.findMask(namespace)
                .map(mask -> new LogChunk(
                        withLastLineEnd(part, mask.applyToText(part.text())), part.nextOffset(), part.hasMore()))
                .orElseGet(() -> new LogChunk(HIDDEN, part.nextOffset(), false));
    }

    /** The mask joins lines, and leaves out the end of the last one. */
    private static String withLastLineEnd(LogChunk part, String masked) {
        return part.text().endsWith("\n") && !masked.endsWith("\n") ? masked + "\n" : masked;
    }
}
