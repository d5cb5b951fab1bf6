package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads names of branches that a run could build, for messages. */
public final class KnownBranchReader {
    private static final Logger LOGGER = Logger.getLogger(KnownBranchReader.class.getName());
    private static final int MAX_NAMES = 5;

    private final JobEngine jobs;

    public KnownBranchReader(JobEngine jobs) {
        this.jobs = jobs;
    }

    /**
     * Returns up to five names, the primary branch first if Jenkins knows it; empty if there is none, or if they cannot
     * be read.
     */
    public List<String> readNames(JobName pipeline) {
        try {
            return jobs.summarize(pipeline, MAX_NAMES)
                    .flatMap(JobSummary::branches)
                    .map(branches -> branches.listed().stream()
                            .filter(branch -> !branch.disabled())
                            .map(BranchJob::rawName)
                            .limit(MAX_NAMES)
                            .toList())
                    .orElse(List.of());
        } catch (RuntimeException e) {
            // The message is useful without names, and the run must end in any case.
            LOGGER.log(Level.FINE, MaskedException.maskUrls(e), () -> pipeline + ": its branches cannot be read");
            return List.of();
        }
    }
}
