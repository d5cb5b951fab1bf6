package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;

import hudson.model.Result;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.resume.StalledBuildInterruption;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary.BuildResults;
import java.util.List;
import java.util.Optional;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Reads how a build ended. Jenkins has the same result for a build that was stopped and for one that took too long. */
public final class EndedBuildResultReader {
    /** The cause of the step {@code timeout}, by its name: the plugin of that step may be missing. */
    private static final String TIMEOUT = "org.jenkinsci.plugins.workflow.steps.TimeoutStepExecution$ExceededTimeout";

    private EndedBuildResultReader() {}

    /**
     * Returns the result of a build that has ended. It differs from the result in Jenkins in three cases: {@link
     * RunResult#STALLED} if this plugin ended the build; {@link RunResult#TIMED_OUT} if only time limits ended it;
     * {@link RunResult#ABORTED} for a build that is NOT_BUILT because a later build replaced it.
     */
    public static RunResult read(WorkflowRun build) {
        if (findStall(build).isPresent()) {
            return RunResult.STALLED;
        }
        RunResult result = BuildResults.of(build);
        if (result != RunResult.ABORTED && result != RunResult.NOT_BUILT) {
            return result;
        }
        // A script may set NOT_BUILT after it has caught an interruption, so only the end of the build counts for it.
        List<CauseOfInterruption> causes =
                result == RunResult.NOT_BUILT ? findFinalInterruptions(build) : findInterruptions(build);
        if (causes.isEmpty()) {
            return result;
        }
        boolean timedOut = causes.stream()
                .allMatch(cause -> TIMEOUT.equals(cause.getClass().getName()));
        return timedOut ? RunResult.TIMED_OUT : RunResult.ABORTED;
    }

    /** Returns why this plugin ended the build; empty if it did not, or if the build succeeded in spite of that. */
    public static Optional<String> findStall(WorkflowRun build) {
        return Result.SUCCESS.equals(build.getResult()) ? Optional.empty() : StalledBuildInterruption.find(build);
    }

    /** Returns the causes of the final interruption, otherwise of those that a step such as catchError has caught. */
    static List<CauseOfInterruption> findInterruptions(WorkflowRun build) {
        List<CauseOfInterruption> causes = findFinalInterruptions(build);
        if (!causes.isEmpty()) {
            return causes;
        }
        // Jenkins adds an action for each interruption.
        return build.getActions(InterruptedBuildAction.class).stream()
                .flatMap(action -> action.getCauses().stream())
                .toList();
    }

    private static List<CauseOfInterruption> findFinalInterruptions(WorkflowRun build) {
        FlowExecution execution = build.getExecution();
        return execution != null && execution.getCauseOfFailure() instanceof FlowInterruptedException interruption
                ? interruption.getCauses()
                : List.of();
    }
}
