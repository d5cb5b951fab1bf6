package io.jenkins.plugins.kubesphere.devops.operator.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPools;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says on each Secret what became of it, on a thread of its own: a credential does not wait for that. Without the Lease nothing is
 * written; what there is to say is kept until we hold it.
 */
final class SecretStatusReporter implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(SecretStatusReporter.class.getName());
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final PatchWriter patches;
    private final EventRecorder events;
    private final LeaderElection election;
    private final Map<String, Report> waiting = new LinkedHashMap<>();
    private final ScheduledThreadPoolExecutor lane = WorkerPools.of("credential reports", 1);
    // Guarded by waiting, as the reports are.
    private boolean scheduled;

    /** @param problem empty if there is none */
    private record Report(Secret secret, ObjectNode change, String problem) {}

    SecretStatusReporter(KubernetesClient client, LeaderElection election, Clock clock) {
        this.patches = new PatchWriter(client);
        this.events = new EventRecorder(client, clock);
        this.election = election;
    }

    /**
     * The Secret is a credential now, or cannot be one.
     *
     * @param problem what is wrong with it; empty if it is one
     */
    void tell(Secret secret, String problem) {
        if (!problem.isEmpty()) {
            LOGGER.warning(() -> problem + "; the credential is withdrawn");
        }
        report(new Report(secret, SecretStatusPatch.outcome(secret, problem), problem));
    }

    /** The Secret is no credential here: it goes, or its namespace is no project's. If it goes, we are not in its way. */
    void released(Secret secret) {
        boolean going = secret.getMetadata().getDeletionTimestamp() != null;
        report(new Report(secret, going ? SecretStatusPatch.release(secret) : PatchWriter.change(), ""));
    }

    private void report(Report report) {
        synchronized (waiting) {
            String uid = report.secret().getMetadata().getUid();
            // What was to be said before is not true any more.
            waiting.remove(uid);
            if (!report.change().isEmpty() || !report.problem().isEmpty()) {
                waiting.put(uid, report);
                schedule(0, 1);
            }
        }
    }

    private void schedule(long wait, long nextWait) {
        synchronized (waiting) {
            if (scheduled || waiting.isEmpty() || lane.isShutdown()) {
                return;
            }
            try {
                lane.schedule(() -> write(nextWait), wait, TimeUnit.SECONDS);
                scheduled = true;
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.FINE, "the session is closing", e);
            }
        }
    }

    /** @param wait how long to wait until the next try of what could not be written now */
    private void write(long wait) {
        List<Report> reports;
        synchronized (waiting) {
            scheduled = false;
            reports = List.copyOf(waiting.values());
        }
        boolean failed = false;
        boolean held = true;
        for (Report report : reports) {
            try {
                held = election.whileHeld(() -> write(report));
                if (!held) {
                    break;
                }
                done(report);
            } catch (RuntimeException e) {
                failed = true;
                LOGGER.log(Level.FINE, e, () -> "what became of a Secret is said in " + wait + " s");
            }
        }
        // Looking for the Lease costs nothing.
        schedule(failed ? wait : 1, failed ? Math.min(wait * 2, LONGEST_WAIT_SECONDS) : 1);
    }

    private void done(Report report) {
        synchronized (waiting) {
            waiting.remove(report.secret().getMetadata().getUid(), report);
        }
    }

    private void write(Report report) {
        if (!report.problem().isEmpty()) {
            events.warning(report.secret(), EventReasons.SYNC_FAILED, report.problem());
        }
        if (report.change().isEmpty()) {
            return;
        }
        try {
            patches.merge(report.secret(), report.change().deepCopy());
        } catch (KubernetesClientException e) {
            if (!PatchWriter.isOvertaken(e)) {
                throw e;
            }
            LOGGER.log(Level.FINE, "the informer shows what it is now", e);
        }
    }

    @Override
    public void close() {
        lane.shutdownNow();
        events.close();
    }
}
