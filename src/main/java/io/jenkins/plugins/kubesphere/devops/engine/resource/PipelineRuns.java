package io.jenkins.plugins.kubesphere.devops.engine.resource;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.RunActions;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.api.text.LabelValue;
import io.jenkins.plugins.kubesphere.devops.api.text.ShownTexts;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RefType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers questions about a run from its metadata, spec and status, in the same way for all callers. */
public final class PipelineRuns {
    // The REST API of ks-devops removes "refs/heads/" and "refs/tags/", too.
    private static final Pattern REF_PREFIX = Pattern.compile("\\Arefs/(heads|tags|remotes/origin)/");
    private static final String TAG_PREFIX = "refs/tags/";

    /** Of a user, in a text for people. */
    private static final int MAX_NAME = 200;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private PipelineRuns() {}

    public static PipelineRunRef ref(PipelineRun run) {
        return new PipelineRunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
    }

    /** Returns the job of the pipeline of the run, as {@link #jobOfBuild}. The run must name a pipeline. */
    public static JobName jobOfPipeline(PipelineRun run) {
        return jobOfBuild(run).withoutBranch();
    }

    /** Returns the branch, tag or pull request of the spec, without {@code refs/heads/}; empty if it names none. */
    private static String requestedBranch(PipelineRun run) {
        return REF_PREFIX.matcher(refName(run)).replaceFirst("");
    }

    /**
     * Returns what the run names: by {@code spec.scm.refType}, else by the prefix of the name, else empty for any type.
     */
    static Optional<RefType> requestedType(PipelineRun run) {
        ScmRef scm = run.getSpec().scm();
        Optional<RefType> named = scm == null ? Optional.empty() : RefType.parse(scm.refType());
        String name = refName(run);
        Optional<RefType> byPrefix = REF_PREFIX.matcher(name).lookingAt()
                ? Optional.of(name.startsWith(TAG_PREFIX) ? RefType.TAG : RefType.BRANCH)
                : Optional.empty();
        return named.or(() -> byPrefix);
    }

    private static String refName(PipelineRun run) {
        ScmRef scm = run.getSpec().scm();
        return scm == null || scm.refName() == null ? "" : scm.refName();
    }

    /**
     * Returns the job that has the build of the run, if there is a build. This is the job that was recorded when the
     * run was claimed. Before that, and for a run that an earlier version claimed, it is the job that the spec names:
     * if the spec could change the job later, the run would not find its build, and would be built twice.
     *
     * <p>The result names the branch of the run, even if the Pipeline has no branches: its type may have changed since
     * the run was started. The engine ignores the branch if the job has no branches.
     */
    public static JobName jobOfBuild(PipelineRun run) {
        return JobAnnotation.read(run).orElseGet(() -> jobOfSpec(run));
    }

    /**
     * Returns the job that the spec names, if it is another one than {@link #jobOfBuild}: then somebody has changed the
     * spec or the record of the job after the claim.
     */
    public static Optional<JobName> otherJobOfSpec(PipelineRun run) {
        return Optional.of(run)
                .filter(found -> KubernetesNames.isObjectName(
                        found.getSpec().pipelineRef().name()))
                .map(PipelineRuns::jobOfSpec)
                .filter(job -> !job.equals(jobOfBuild(run)));
    }

    private static JobName jobOfSpec(PipelineRun run) {
        return new JobName(
                run.getMetadata().getNamespace(), run.getSpec().pipelineRef().name(), requestedBranch(run));
    }

    /** Returns the value of {@link Labels#PIPELINE} for the run. */
    public static String pipelineLabel(PipelineRun run) {
        return LabelValue.fromName(jobOfPipeline(run).job());
    }

    /** Returns the number of the build that the run is bound to; 0 if there is no build or no number. */
    public static int buildNumber(PipelineRun run) {
        return OwnRunAnnotations.read(run, RunAnnotations.RUN_ID)
                .filter(id -> NUMBER.matcher(id).matches())
                .map(Integer::parseInt)
                .orElse(0);
    }

    /** Returns true if the run names a Pipeline with a valid name. */
    public static boolean namesValidPipeline(PipelineRun run) {
        return JobAnnotation.read(run).isPresent()
                || KubernetesNames.isObjectName(run.getSpec().pipelineRef().name());
    }

    public static boolean isStopRequested(PipelineRun run) {
        return RunActions.STOP.equals(run.getSpec().action());
    }

    /** Returns who has requested the stop, for display; empty if that is not known. */
    public static String stoppedBy(PipelineRun run) {
        return annotation(run, RunAnnotations.STOPPED_BY)
                .map(name -> TextTruncator.truncate(ShownTexts.removeControlCharacters(name), MAX_NAME))
                .orElse("");
    }

    /**
     * Returns {@link RunActions#PAUSE} or {@link RunActions#RESUME} if the spec says so, and that was not carried out
     * in this generation of the run.
     */
    public static Optional<String> newPauseAction(PipelineRun run) {
        String action = run.getSpec().action();
        return Optional.ofNullable(action)
                .filter(found -> RunActions.PAUSE.equals(found) || RunActions.RESUME.equals(found))
                .filter(found -> !OwnRunAnnotations.read(run, RunAnnotations.HANDLED_ACTION_GENERATION)
                        .equals(Optional.of(generation(run))));
    }

    /** Returns the generation of the run, as {@link RunAnnotations#HANDLED_ACTION_GENERATION} has it. */
    public static String generation(PipelineRun run) {
        return String.valueOf(run.getMetadata().getGeneration());
    }

    /** Returns true if the run has everything that must be written before its build is started. */
    public static boolean isClaimed(PipelineRun run, String instanceId) {
        return run.hasFinalizer(Finalizers.RUN)
                && OwnRunAnnotations.hasOwnUid(run)
                && instanceId.equals(OwnRunAnnotations.instance(run).orElse(null))
                && pipelineLabel(run)
                        .equals(MetadataReader.label(run, Labels.PIPELINE).orElse(null));
    }

    /** Returns true if another instance has claimed the run. */
    public static boolean isClaimedByOtherInstance(PipelineRun run, String instanceId) {
        return OwnRunAnnotations.instance(run)
                .filter(claimedBy -> !claimedBy.equals(instanceId))
                .isPresent();
    }

    /** Returns true if a person allows us to take the run over from the instance that has claimed it. */
    public static boolean mayTakeOver(PipelineRun run) {
        return annotation(run, RunAnnotations.TAKE_OVER).filter("true"::equals).isPresent();
    }

    public static boolean isBound(PipelineRun run) {
        return OwnRunAnnotations.read(run, RunAnnotations.RUN_ID).isPresent();
    }

    /** Returns true if ks-devops has started the build of the run, so that the build does not know its run. */
    public static boolean isStartedByKsDevOps(PipelineRun run) {
        return OwnRunAnnotations.read(run, RunAnnotations.STARTED_BY)
                .filter(RunAnnotations.KS_DEVOPS::equals)
                .isPresent();
    }

    /** Returns true if the run was created for a build that was started in Jenkins. It is never started. */
    public static boolean isImported(PipelineRun run) {
        return OwnRunAnnotations.read(run, RunAnnotations.IMPORTED_BUILD).isPresent();
    }

    /** Returns when the build of an imported run started; empty for another run, or if that cannot be read. */
    public static Optional<Instant> importedBuildStart(PipelineRun run) {
        return OwnRunAnnotations.read(run, RunAnnotations.IMPORTED_BUILD).flatMap(PipelineRuns::parseTime);
    }

    /** Returns empty for a text that is not a time: another program may have written it. */
    private static Optional<Instant> parseTime(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Returns the UID of the run that this run replays, if it was known at the claim. */
    public static Optional<String> originalUid(PipelineRun run) {
        return OwnRunAnnotations.read(run, RunAnnotations.REPLAY_OF_UID);
    }

    /** Returns the condition with the result of a run, if it has one; the run may still lack its end. */
    public static Optional<Condition> findReportedResult(PipelineRun run) {
        return run.getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .filter(condition -> !Condition.UNKNOWN.equals(condition.status()));
    }

    /** Returns true if a backup tool created the run, and no instance has claimed it since. */
    public static boolean isRestored(PipelineRun run) {
        return OwnRunAnnotations.areRestored(run);
    }

    public static boolean hasEnded(PipelineRun run) {
        return run.getStatus().hasEnded();
    }

    /** Returns when the run ended; empty if it has not ended, or if its status does not have a valid time. */
    public static Optional<Instant> endedAt(PipelineRun run) {
        return hasEnded(run)
                ? Optional.ofNullable(run.getStatus().completionTime()).flatMap(PipelineRuns::parseTime)
                : Optional.empty();
    }

    /** Returns true while the build of the run waits at an {@code input} step, and was not paused, too. */
    public static boolean waitsForInput(PipelineRun run) {
        return !hasEnded(run) && !RunActions.PAUSE.equals(run.getSpec().action()) && saysPaused(run);
    }

    /** Returns true if the status says that the build is paused, by a question or by a person. */
    public static boolean saysPaused(PipelineRun run) {
        return run.getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .filter(condition -> ConditionReasons.PAUSED.equals(condition.reason()))
                .isPresent();
    }

    public static Optional<String> annotation(PipelineRun run, String key) {
        return MetadataReader.annotation(run, key).filter(value -> !value.isEmpty());
    }
}
