package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile.NoStepFile;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.StepListener;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Deletes the {@link NoStepFile} of a build before its first step with an effect starts. Jenkins calls this for each
 * step of each build on the thread of the build, so all later steps must cost nothing.
 */
@Extension
public final class FirstStepListener implements StepListener {
    private static final Logger LOGGER = Logger.getLogger(FirstStepListener.class.getName());

    /** Steps that only hold other steps: a stage, a place to run them, a limit of their time. They may be repeated. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("stage", "node", "withEnv", "timeout", "timestamps");

    /** The executions that have started a step with an effect in this process. */
    private final Map<FlowExecution, Boolean> started = Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public void notifyOfNewStep(Step step, StepContext context) {
        try {
            FlowExecution execution = context.get(FlowExecution.class);
            if (execution != null && !started.containsKey(execution) && hasEffect(step)) {
                // First the file: if it cannot be deleted, the next step tries again.
                deleteFile(execution);
                started.put(execution, true);
            }
        } catch (IOException | RuntimeException e) {
            // An exception would end the build.
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () ->
                            "It could not be recorded that a build has started a step. If Jenkins crashes before the end of the"
                                    + " build, the build may be repeated; check the disk of Jenkins");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hasEffect(Step step) {
        return !WITHOUT_EFFECT.contains(step.getDescriptor().getFunctionName());
    }

    private static void deleteFile(FlowExecution execution) throws IOException {
        if (execution.getOwner().getExecutable() instanceof WorkflowRun build
                && PipelineRunAction.findRun(build).isPresent()) {
            NoStepFile.delete(build);
        }
    }
}
