package io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.listeners.ItemListener;
import java.util.Calendar;
import java.util.Iterator;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Prevents Jenkins from using a queue id twice. Jenkins continues after the last id in queue.xml, but after a crash
 * this file does not contain the ids that were used last. A build that waits for an agent finds its queue item only by
 * the id. If another item has this id, for example the item of another resumed build, the build uses the wrong item and
 * waits for ever.
 */
@Extension(ordinal = 1000)
public final class QueueIdSkipper extends ItemListener {
    /**
     * How many ids are skipped: more than Jenkins uses between two writes of queue.xml. After 200,000 restarts, an
     * {@code int} would overflow.
     */
    private static final int SKIPPED_IDS = 10_000;

    /**
     * Skips queue ids. Must run before all other listeners, because one listener of Jenkins resumes builds, and their
     * queue items get ids.
     */
    @Override
    public void onLoaded() {
        Iterator<WorkflowJob> jobs = Jenkins.get().allItems(WorkflowJob.class).iterator();
        if (jobs.hasNext()) {
            skip(jobs.next());
        }
    }

    private static void skip(Queue.Task task) {
        long first = takeId(task);
        long second = takeId(task);
        // Skip only if Jenkins takes its ids from a counter. Another id generator needs no skipping, and 10,000 of its
        // ids may be slow to create.
        boolean usesCounter = first < second && second < first + SKIPPED_IDS;
        for (int i = 2; usesCounter && i < SKIPPED_IDS; i++) {
            takeId(task);
        }
    }

    /** Takes an id by creating an item, which is never added to the queue. */
    private static long takeId(Queue.Task task) {
        return new Queue.WaitingItem(Calendar.getInstance(), task, List.of()).getId();
    }
}
