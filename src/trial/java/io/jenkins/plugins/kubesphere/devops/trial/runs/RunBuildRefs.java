package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.Optional;

/** Reads from a PipelineRun which job and build belong to it. */
public final class RunBuildRefs {
    private RunBuildRefs() {}

    /** @param run a run that names a pipeline */
    public static JobName job(PipelineRun run) {
        String branch =
                Optional.ofNullable(run.getSpec().scm()).map(ScmRef::refName).orElse("");
        return new JobName(
                run.getMetadata().getNamespace(), run.getSpec().pipelineRef().name(), branch);
    }

    public static RunRef ref(PipelineRun run) {
        return new RunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
    }

    /** Returns true if the build waits at an {@code input} step. */
    public static boolean waitsForInput(PipelineRun run) {
        return !run.getStatus().completed()
                && run.getStatus()
                        .condition(ConditionTypes.SUCCEEDED)
                        .filter(condition -> ConditionReasons.PAUSED.equals(condition.reason()))
                        .isPresent();
    }
}
