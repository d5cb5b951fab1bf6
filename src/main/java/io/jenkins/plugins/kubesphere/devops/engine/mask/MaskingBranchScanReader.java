package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScanReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan.SkippedBranch;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.util.Optional;

/** Masks and shortens the texts of scans, which come from the log of the scan. */
public final class MaskingBranchScanReader implements BranchScanReader {
    private static final int MAX_TEXT_LENGTH = 500;
    private static final String HIDDEN =
            "the cause is not shown, " + ErrorMasker.NO_MASK + "; see the log of the scan in Jenkins";

    private final BranchScanReader scans;
    private final ProjectMaskProvider masks;
    private final ErrorMasker errors;

    public MaskingBranchScanReader(BranchScanReader scans, ProjectMaskProvider masks) {
        this.scans = scans;
        this.masks = masks;
        this.errors = new ErrorMasker(masks);
    }

    @Override
    public Optional<BranchScan> lastScan(JobName job) {
        return errors.call(job.folder(), job, () -> scans.lastScan(job)).map(scan -> mask(scan, job.folder()));
    }

    private BranchScan mask(BranchScan scan, String namespace) {
        if (scan.message().isEmpty() && scan.skipped().isEmpty()) {
            return scan;
        }
        Optional<SecretMask> mask = masks.findMask(namespace);
        return new BranchScan(
                scan.result(),
                scan.startedAt(),
                scan.message().isEmpty()
                        ? ""
                        : mask.map(found -> maskText(scan.message(), found)).orElse(HIDDEN),
                scan.branchCount(),
                scan.skipped().stream()
                        .map(skipped -> new SkippedBranch(
                                skipped.branch(),
                                mask.map(found -> maskText(skipped.reason(), found))
                                        .orElse("")))
                        .toList(),
                scan.skippedCount());
    }

    /** Masks first: a part of a secret would not be found. */
    private static String maskText(String text, SecretMask mask) {
        return TextTruncator.truncate(mask.applyToText(text), MAX_TEXT_LENGTH);
    }
}
