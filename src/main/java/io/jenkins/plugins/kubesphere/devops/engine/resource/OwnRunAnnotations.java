package io.jenkins.plugins.kubesphere.devops.engine.resource;

import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether the annotations that the operator writes on a run count. A copy of a run carries the annotations of
 * the run that it was copied from, and these say nothing about the copy.
 */
public final class OwnRunAnnotations {
    /** What the claim removes from a copy. The claim replaces {@code INSTANCE} and {@code JOB}. */
    public static final List<String> OF_BUILD = List.of(
            RunAnnotations.RUN_ID,
            RunAnnotations.STARTED_BY,
            RunAnnotations.BUILD_URL,
            RunAnnotations.IMPORTED_BUILD,
            RunAnnotations.HANDLED_ACTION_GENERATION,
            RunAnnotations.STATUS,
            RunAnnotations.STAGES,
            RunAnnotations.AGENT_POD,
            RunAnnotations.AGENT_NODE);

    private OwnRunAnnotations() {}

    /** Returns an annotation that counts only if it was written for this object. */
    static Optional<String> read(PipelineRun run, String key) {
        return PipelineRuns.annotation(run, key).filter(value -> areOwn(run));
    }

    /**
     * Returns the id of the instance that claimed the run. It also counts on a run that an earlier version has claimed
     * and not yet reported: its build may have started in that instance, and must not start in another one.
     */
    static Optional<String> instance(PipelineRun run) {
        return PipelineRuns.annotation(run, RunAnnotations.INSTANCE)
                .filter(value -> areOwn(run) || isClaimOfEarlierVersion(run));
    }

    /** Returns true if the claim names this object itself. */
    static boolean hasOwnUid(PipelineRun run) {
        return claimedUid(run)
                .filter(uid -> uid.equals(run.getMetadata().getUid()))
                .isPresent();
    }

    /**
     * Returns true if ks-devops has started and reported the run, and no instance of this plugin has claimed it. Each
     * version of this plugin writes the id of its instance before it starts a build.
     */
    public static boolean areOfKsDevOps(PipelineRun run) {
        return hasStatus(run)
                && PipelineRuns.annotation(run, RunAnnotations.RUN_ID).isPresent()
                && PipelineRuns.annotation(run, RunAnnotations.INSTANCE).isEmpty()
                && claimedUid(run).isEmpty();
    }

    /** Returns true if the run has annotations that were written for another object. */
    public static boolean areCopied(PipelineRun run) {
        return !areOwn(run)
                && Stream.concat(
                                OF_BUILD.stream(),
                                Stream.of(
                                        RunAnnotations.CLAIMED_UID, RunAnnotations.INSTANCE, RunAnnotations.TAKE_OVER))
                        .anyMatch(key -> PipelineRuns.annotation(run, key).isPresent());
    }

    /**
     * Returns true if a backup tool created the run, and we have not claimed it since. The run may have been built
     * before. With its status, it counts only if the claim names another object, because an earlier version may have
     * claimed the restored run itself.
     */
    static boolean areRestored(PipelineRun run) {
        return MetadataReader.label(run, Labels.VELERO_RESTORE).isPresent()
                && !hasOwnUid(run)
                && (!hasStatus(run) || claimedUid(run).isPresent());
    }

    /**
     * Versions that do not write the UID wrote a status right after the start. The API server drops the status of an
     * object that is created, so a copy has none.
     */
    private static boolean areOwn(PipelineRun run) {
        return hasOwnUid(run) || hasStatus(run) || isNewImport(run);
    }

    /**
     * Returns true if the run was created for a build, and is not claimed yet: whoever creates it does not know its UID
     * before. A copy of such a run has the UID of the original, or finds that its build belongs to the original.
     */
    private static boolean isNewImport(PipelineRun run) {
        return PipelineRuns.annotation(run, RunAnnotations.IMPORTED_BUILD).isPresent()
                && claimedUid(run).isEmpty();
    }

    private static boolean isClaimOfEarlierVersion(PipelineRun run) {
        return claimedUid(run).isEmpty()
                && PipelineRuns.annotation(run, RunAnnotations.RUN_ID).isEmpty();
    }

    private static boolean hasStatus(PipelineRun run) {
        return run.getStatus().startTime() != null
                || !run.getStatus().conditions().isEmpty();
    }

    private static Optional<String> claimedUid(PipelineRun run) {
        return PipelineRuns.annotation(run, RunAnnotations.CLAIMED_UID);
    }
}
