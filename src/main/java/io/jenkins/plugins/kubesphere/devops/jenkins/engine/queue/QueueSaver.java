package io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue;

import hudson.security.ACL;
import hudson.security.ACLContext;
import jenkins.model.Jenkins;

/**
 * Saves queue.xml at once. Jenkins itself writes this file up to a minute after a change. A controller that is killed
 * within this minute would build items again that it has already built.
 */
public final class QueueSaver {
    private static final CoalescedWrite WRITE = new CoalescedWrite(QueueSaver::write);

    private QueueSaver() {}

    /**
     * Returns when the current state of the queue is in the file. The caller must not hold the lock of the queue,
     * because another thread may be writing and needs it. Jenkins logs an error of the disk but throws no exception.
     */
    public static void save() {
        WRITE.run();
    }

    /**
     * Writes as SYSTEM, because Jenkins writes only the items that the current user may read. An interrupted thread
     * would write nothing; {@link CoalescedWrite} prevents that.
     */
    private static void write() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Jenkins.get().getQueue().save();
        }
    }
}
