package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.listeners.ItemListener;
import java.util.Calendar;
import java.util.Iterator;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Keeps queue ids from being given twice. Jenkins counts them up from what queue.xml says, which after a crash is older than
 * the last ids given. A build that waits for an agent finds its item again by its id alone: if by then another item has that
 * id, for example that of a build that is resumed beside it, the build takes it for its own and waits for ever.
 */
@Extension(ordinal = 1000)
public final class QueueIdSkipper extends ItemListener {
    /** More than are given between two writes of the file; few enough for 200,000 restarts within an {@code int}. */
    private static final int SKIPPED = 10_000;

    /** First of all listeners: one of the next resumes builds, and their items take ids. */
    @Override
    public void onLoaded() {
        Iterator<WorkflowJob> jobs = Jenkins.get().allItems(WorkflowJob.class).iterator();
        if (jobs.hasNext()) {
            skip(jobs.next());
        }
    }

    private static void skip(Queue.Task task) {
        long first = take(task);
        long second = take(task);
        // Ids that do not follow each other are not counted, and may be dear to ask for.
        boolean counted = first < second && second < first + SKIPPED;
        for (int i = 2; counted && i < SKIPPED; i++) {
            take(task);
        }
    }

    /** An item takes its id when it is made. This one is never put into the queue. */
    private static long take(Queue.Task task) {
        return new Queue.WaitingItem(Calendar.getInstance(), task, List.of()).getId();
    }
}
