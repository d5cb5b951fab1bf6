package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionListener;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Hears a build's program run, and go on after a restart. Created is not enough: only when it runs has Jenkins written into
 * build.xml that there is a program, and until then a crash leaves a build that never started.
 */
@Extension
public final class PipelineExecutionListener extends FlowExecutionListener {
    private static final Logger LOGGER = Logger.getLogger(PipelineExecutionListener.class.getName());

    @Override
    public void onRunning(FlowExecution execution) {
        tell(execution, (run, build) -> {
            runs(run, build);
            EngineEventPublisher.get().publish(new RunChanged(run));
        });
    }

    /**
     * Comes while the build is being loaded, under the lock of its job's builds. Told right now, who looks at the build, or
     * waits for somebody who does, would wait for this thread.
     */
    @Override
    public void onResumed(FlowExecution execution) {
        tell(execution, (run, build) -> {
            runs(run, build);
            Timer.get().execute(() -> EngineEventPublisher.get().publish(new RunChanged(run)));
        });
    }

    /** A short build is over before this is told. */
    private static void runs(RunRef run, WorkflowRun build) {
        if (build.isLogUpdated()) {
            RunRegistry.get().active().runs(run);
        }
    }

    /** Nothing may get out of here: it would abort the build. */
    private static void tell(FlowExecution execution, BiConsumer<RunRef, WorkflowRun> change) {
        try {
            if (execution.getOwner().getExecutable() instanceof WorkflowRun build) {
                PipelineRunAction.of(build).ifPresent(run -> change.accept(run, build));
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "A change of a build was missed; the next sweep makes good for it", e);
        }
    }
}
