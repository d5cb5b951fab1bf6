package io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Queue;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the actions with which other code wants to schedule a build, and refuses that build. The class that holds the
 * replaced Jenkinsfile is private to its plugin, and only the Replay of Jenkins creates it, but that schedules the build
 * at once: without the run, so a crash right after it would leave a build of no run, and the run would be built again.
 * It comes before other handlers, so that these see only the build that is really scheduled.
 */
@Extension(ordinal = 1000)
public final class ReplayActionRecorder extends Queue.QueueDecisionHandler {
    private static final ThreadLocal<Recording> RECORDING = new ThreadLocal<>();

    private record Recording(Queue.Task task, List<Action> actions) {}

    /**
     * Calls code that schedules a build of the task on this thread.
     *
     * @return the actions of this build; empty if the code did not schedule it, or if other code refused it first
     */
    static List<Action> record(Queue.Task task, Runnable code) {
        Recording recording = new Recording(task, new ArrayList<>());
        RECORDING.set(recording);
        try {
            code.run();
        } finally {
            RECORDING.remove();
        }
        return List.copyOf(recording.actions());
    }

    @Override
    public boolean shouldSchedule(Queue.Task task, List<Action> actions) {
        Recording recording = RECORDING.get();
        if (recording == null || recording.task() != task) {
            return true;
        }
        if (recording.actions().isEmpty()) {
            recording.actions().addAll(actions);
        }
        return false;
    }
}
