package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.security.ACL;
import hudson.security.ACLContext;
import jenkins.model.Jenkins;

/**
 * Brings queue.xml up to date. Jenkins itself writes it up to a minute after a change, and a controller that is killed
 * meanwhile builds items again that were built already.
 */
public final class QueuePersistence {
    private static final CoalescedWrite WRITE = new CoalescedWrite(QueuePersistence::write);

    private QueuePersistence() {}

    /**
     * Returns when the queue as it is now is in the file. Not to be called under the queue's lock: whoever writes meanwhile
     * needs it. Fails silently when the disk does, as all of Jenkins' own writes of this file.
     */
    public static void save() {
        WRITE.run();
    }

    /** As SYSTEM, because only items that the current identity may read are written; and not interrupted, or nothing is. */
    private static void write() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Jenkins.get().getQueue().save();
        }
    }
}
