package io.jenkins.plugins.kubesphere.devops.jenkins.engine.origin;

import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild.ReplayedRun;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay.StageRestartProvider;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayCause;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads whose build a person repeated in Jenkins. */
final class ReplayCauseReader {
    private ReplayCauseReader() {}

    /** Returns empty if the build repeats none, or one that is deleted or has no run yet. */
    static Optional<ReplayedRun> read(WorkflowRun build) {
        return StageRestartProvider.readRestart(build)
                .flatMap(restart -> findRun(build, restart.original())
                        .map(name -> new ReplayedRun(name, Optional.of(restart.stage()))))
                .or(() -> build.getCauses().stream()
                        .filter(ReplayCause.class::isInstance)
                        .findFirst()
                        .flatMap(cause -> findRun(build, ((ReplayCause) cause).getOriginalNumber()))
                        .map(name -> new ReplayedRun(name, Optional.empty())));
    }

    private static Optional<String> findRun(WorkflowRun build, int original) {
        return Optional.ofNullable(build.getParent().getBuildByNumber(original))
                .flatMap(PipelineRunAction::findOrRestoreRun)
                .map(PipelineRunRef::name)
                .filter(name -> !name.isEmpty());
    }
}
