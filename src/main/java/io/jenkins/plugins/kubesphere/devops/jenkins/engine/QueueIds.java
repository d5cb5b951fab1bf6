package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.listeners.ItemListener;
import java.util.Iterator;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.model.queue.QueueIdStrategy;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Keeps queue ids from being given twice. Jenkins counts them up from what queue.xml says, which after a crash is older than
 * the last ids given. A build that waits for an agent finds its item again by its id alone: if by then another item has that
 * id, for example that of a build that is resumed beside it, the build takes it for its own and waits for ever.
 */
@Extension(ordinal = 1000)
public final class QueueIds extends ItemListener {
    /** More than are given between two writes of the file; few enough for 200,000 restarts within an {@code int}. */
    private static final int SKIPPED = 10_000;

    /** First of all listeners: one of the next resumes builds, and their items take ids. */
    @Override
    public void onLoaded() {
        // Another strategy is not known to count like that, and may be dear to ask.
        if (QueueIdStrategy.get() instanceof QueueIdStrategy.DefaultStrategy strategy) {
            Iterator<WorkflowJob> jobs =
                    Jenkins.get().allItems(WorkflowJob.class).iterator();
            if (jobs.hasNext()) {
                skip(strategy, jobs.next());
            }
        }
    }

    private static void skip(QueueIdStrategy strategy, Queue.Task task) {
        for (int i = 0; i < SKIPPED; i++) {
            strategy.generateIdFor(task, List.of());
        }
    }
}
