package io.jenkins.plugins.kubesphere.devops.operator.run.replay;

import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.api.text.ShownTexts;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.JobAnnotation;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunJobResolver;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.OriginalRun;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Finds the run that {@link RunAnnotations#REPLAY_OF} names, and checks what can be checked without its build. Reads
 * only the cache of the informer.
 */
public final class ReplayedRunFinder {
    private static final int MAX_SHOWN = 100;

    private final String instanceId;
    private final RunJobResolver jobs;
    private final BiFunction<String, String, Optional<PipelineRun>> runs;

    /** @param runs returns a run by its namespace and its name */
    public ReplayedRunFinder(
            String instanceId, RunJobResolver jobs, BiFunction<String, String, Optional<PipelineRun>> runs) {
        this.instanceId = instanceId;
        this.jobs = jobs;
        this.runs = runs;
    }

    /** Returns true if the run is to repeat the build of another run, correct or not. */
    public static boolean isReplay(PipelineRun run) {
        return MetadataReader.annotation(run, RunAnnotations.REPLAY_OF).isPresent()
                || MetadataReader.annotation(run, RunAnnotations.RESTART_STAGE).isPresent();
    }

    /** Returns the named run as it is in the cache, without a check. */
    public Optional<PipelineRun> lookUp(PipelineRun run) {
        return MetadataReader.annotation(run, RunAnnotations.REPLAY_OF)
                .flatMap(name -> runs.apply(run.getMetadata().getNamespace(), name));
    }

    /**
     * Returns true if the other run is known now, and was not when the run was claimed: both were created at the same
     * time, or the other one later.
     */
    public boolean isFoundSinceClaim(PipelineRun run) {
        return isReplay(run) && recordedUid(run).isEmpty() && lookUp(run).isPresent();
    }

    /** Returns the job of the branch that the other run built, if the run must name a branch and does not. */
    public Optional<JobName> findBranch(PipelineRun run) {
        return Optional.of(run)
                .filter(jobs::lacksBranch)
                .flatMap(this::lookUp)
                .filter(PipelineRuns::namesValidPipeline)
                .map(PipelineRuns::jobOfBuild)
                .filter(JobName::hasBranch)
                .filter(found -> found.withoutBranch().equals(PipelineRuns.jobOfPipeline(run)))
                // Without a record of it, each reconcile would find it again and write the run.
                .filter(found -> JobAnnotation.format(found).isPresent());
    }

    /**
     * Returns the run whose build is to be repeated; empty if the run repeats none.
     *
     * @throws EngineRefusalException if it does not exist, or cannot be repeated by this run
     */
    public Optional<OriginalRun> find(PipelineRun run) {
        if (!isReplay(run)) {
            return Optional.empty();
        }
        String name = MetadataReader.annotation(run, RunAnnotations.REPLAY_OF).orElse("");
        Optional<String> stage = MetadataReader.annotation(run, RunAnnotations.RESTART_STAGE);
        checkAnnotations(run, name, stage);
        PipelineRun original = lookUp(run).orElseThrow(() -> notFound(run, name));
        checkOriginal(run, original);
        return Optional.of(new OriginalRun(
                PipelineRuns.ref(original),
                RunRequestFactory.createdAt(original),
                PipelineRuns.hasEnded(original),
                stage));
    }

    private static void checkAnnotations(PipelineRun run, String name, Optional<String> stage) {
        if (!KubernetesNames.isObjectName(name)) {
            throw refused(
                    run,
                    "annotation " + RunAnnotations.REPLAY_OF + " is \""
                            + TextTruncator.truncate(ShownTexts.of(name), MAX_SHOWN)
                            + "\", which is not the name of a PipelineRun; create a run that names the PipelineRun to"
                            + " replay, or one without this annotation and without " + RunAnnotations.RESTART_STAGE);
        }
        if (stage.filter(String::isBlank).isPresent()) {
            throw refused(
                    run,
                    "annotation " + RunAnnotations.RESTART_STAGE + " is empty; create a run that names the stage at"
                            + " which the build begins, or one without this annotation to replay all of "
                            + name);
        }
        if (name.equals(run.getMetadata().getName())) {
            throw refused(
                    run,
                    "annotation " + RunAnnotations.REPLAY_OF + " names the run itself; name the PipelineRun to"
                            + " replay");
        }
    }

    private static EngineRefusalException notFound(PipelineRun run, String name) {
        return recordedUid(run).isPresent()
                ? deleted(run, name)
                : new EngineRefusalException(
                        Reason.ORIGINAL_NOT_FOUND,
                        "there is no PipelineRun " + run.getMetadata().getNamespace() + "/" + name
                                + " to replay; create this run again with a name that exists in annotation "
                                + RunAnnotations.REPLAY_OF);
    }

    private static EngineRefusalException deleted(PipelineRun run, String name) {
        return refused(
                run,
                "PipelineRun " + name + ", which it replays, was deleted after this run was created; create a run that"
                        + " names another PipelineRun, or one without annotation "
                        + RunAnnotations.REPLAY_OF);
    }

    private void checkOriginal(PipelineRun run, PipelineRun original) {
        String name = original.getMetadata().getName();
        if (original.isMarkedForDeletion()
                || recordedUid(run)
                        .filter(uid -> !uid.equals(original.getMetadata().getUid()))
                        .isPresent()) {
            throw deleted(run, name);
        }
        if (!PipelineRuns.namesValidPipeline(original)
                || !PipelineRuns.jobOfPipeline(original).equals(PipelineRuns.jobOfPipeline(run))) {
            throw refused(
                    run,
                    "PipelineRun " + name + " is not a run of Pipeline " + PipelineRuns.jobOfPipeline(run)
                            + "; replay a run of this Pipeline, or name its own one in spec.pipelineRef.name");
        }
        if (jobs.lacksBranch(original)) {
            throw refused(
                    run,
                    "PipelineRun " + name + " names no branch, so it was not built; replay a run of a branch, or create"
                            + " a run without annotation " + RunAnnotations.REPLAY_OF);
        }
        if (!jobs.isBuiltBy(original, jobs.resolve(run))) {
            throw refused(
                    run,
                    "PipelineRun " + name + " is not a run of " + jobs.resolve(run)
                            + "; leave spec.scm.refName out to replay it on its own branch");
        }
        if (PipelineRuns.isClaimedByOtherInstance(original, instanceId)) {
            throw refused(
                    run,
                    "PipelineRun " + name + " was built in another Jenkins, and this one does not have its build;"
                            + " create a run without annotation " + RunAnnotations.REPLAY_OF);
        }
    }

    private static Optional<String> recordedUid(PipelineRun run) {
        return PipelineRuns.originalUid(run);
    }

    private static EngineRefusalException refused(PipelineRun run, String problem) {
        return EngineRefusalException.ofReplay(PipelineRuns.ref(run), problem);
    }
}
