package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Queue;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Where a run is known. It only ever moves down this list. */
public sealed interface RunLocation {

    /** In the queue. */
    record Queued(Queue.Item item) implements RunLocation {}

    /** It has left the queue to be built, and its build does not know yet whose it is. */
    record Leaving() implements RunLocation {}

    /** Somebody cancelled it in the queue; there is no build. */
    record Cancelled(Instant at) implements RunLocation {}

    /** It has its build. */
    record Built(WorkflowRun build) implements RunLocation {}
}
