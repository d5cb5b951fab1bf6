package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import java.time.Instant;
import java.util.Map;

/**
 * A queue item, as it stands on disk. It is deleted once the build's own record is there.
 *
 * @param position place in the queue; also the file's name
 * @param run whose build it asks for
 * @param job which job shall build it
 * @param startedBy who is said to have started it, empty if unknown
 * @param values all parameters of the job by name, defaults included
 * @param cancelledAt when it left the queue without a build, null while it waits
 */
record QueueRecord(
        long position, RunRef run, JobName job, String startedBy, Map<String, String> values, Instant cancelledAt) {

    QueueRecord cancelled() {
        return new QueueRecord(position, run, job, startedBy, values, Instant.now());
    }
}
