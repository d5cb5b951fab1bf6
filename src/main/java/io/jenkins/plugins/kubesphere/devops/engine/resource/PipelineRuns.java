package io.jenkins.plugins.kubesphere.devops.engine.resource;

import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.api.LabelValue;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.RunActions;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a run's metadata says, read in one place. */
public final class PipelineRuns {
    // The REST API of ks-devops takes the first off, too.
    private static final Pattern REF_PREFIX = Pattern.compile("\\Arefs/(heads|tags)/");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private PipelineRuns() {}

    public static RunRef ref(PipelineRun run) {
        return new RunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
    }

    /** Gives the job of the pipeline that the run names; it must name one. */
    public static JobName pipeline(PipelineRun run) {
        return new JobName(
                run.getMetadata().getNamespace(), run.getSpec().pipelineRef().name());
    }

    /** Gives what the run names of a multi-branch pipeline, without what Git puts before it; empty if it names nothing. */
    static String branch(PipelineRun run) {
        ScmRef scm = run.getSpec().scm();
        String name = scm == null || scm.refName() == null ? "" : scm.refName();
        return REF_PREFIX.matcher(name).replaceFirst("");
    }

    /** True if the run names something that a Pipeline can be called. */
    public static boolean isNamed(PipelineRun run) {
        return KubernetesNames.isObjectName(run.getSpec().pipelineRef().name());
    }

    public static boolean isOver(PipelineRun run) {
        return run.getStatus().completed();
    }

    public static boolean isBound(PipelineRun run) {
        return annotation(run, RunAnnotations.RUN_ID).isPresent();
    }

    /** Gives the number of the build that the run is bound to; 0 if it is bound to none, or to one without a number. */
    public static int number(PipelineRun run) {
        return annotation(run, RunAnnotations.RUN_ID)
                .filter(id -> NUMBER.matcher(id).matches())
                .map(Integer::parseInt)
                .orElse(0);
    }

    public static boolean isStopped(PipelineRun run) {
        return RunActions.STOP.equals(run.getSpec().action());
    }

    /** True if another home has stamped the run. */
    public static boolean isForeign(PipelineRun run, String home) {
        return annotation(run, RunAnnotations.INSTANCE)
                .filter(stamp -> !stamp.equals(home))
                .isPresent();
    }

    /** True if somebody allowed us to take the run over from the home that has stamped it. */
    public static boolean mayTakeOver(PipelineRun run) {
        return annotation(run, RunAnnotations.TAKE_OVER).filter("true"::equals).isPresent();
    }

    /** True if the run bears everything that must be there before its build is started. */
    public static boolean isClaimed(PipelineRun run, String home) {
        return run.hasFinalizer(Finalizers.RUN)
                && home.equals(annotation(run, RunAnnotations.INSTANCE).orElse(null))
                && label(run)
                        .equals(Optional.ofNullable(run.getMetadata().getLabels())
                                .map(labels -> labels.get(Labels.PIPELINE))
                                .orElse(null));
    }

    /** Gives the value of {@link Labels#PIPELINE} for the run. */
    public static String label(PipelineRun run) {
        return LabelValue.of(run.getSpec().pipelineRef().name());
    }

    public static Optional<String> annotation(PipelineRun run, String key) {
        return Optional.ofNullable(run.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(key))
                .filter(value -> !value.isEmpty());
    }
}
