package io.jenkins.plugins.kubesphere.devops.operator.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
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
 * Writes the result of the sync on each Secret, on its own thread, so that credentials do not wait for these writes.
 * Nothing is written without the Lease; results are kept until we hold the Lease.
 */
final class SecretStatusReporter implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(SecretStatusReporter.class.getName());
    private static final long MAX_DELAY_SECONDS = 60;

    private final PatchWriter patches;
    private final EventRecorder events;
    private final LeaderElection election;
    private final Map<String, Report> reports = new LinkedHashMap<>();
    private final ScheduledThreadPoolExecutor executor = WorkerPoolFactory.createScheduled("credential reports", 1);
    // Guarded by reports, like its entries.
    private boolean scheduled;

    /** @param problem what is wrong with the Secret; empty if nothing is wrong */
    private record Report(Secret secret, ObjectNode change, String problem) {}

    SecretStatusReporter(KubernetesClient client, LeaderElection election, Clock clock) {
        this.patches = new PatchWriter(client);
        this.events = new EventRecorder(client, clock);
        this.election = election;
    }

    /**
     * Reports whether the Secret was converted to a credential.
     *
     * @param problem what is wrong with the Secret; empty if it was converted
     */
    void report(Secret secret, String problem) {
        if (!problem.isEmpty()) {
            LOGGER.warning(() -> problem + "; the credential is withdrawn");
        }
        enqueue(new Report(secret, SecretStatusPatchFactory.createStatusPatch(secret, problem), problem));
    }

    /**
     * Reports that the Secret is not a credential here: it is being deleted, or its namespace does not belong to a
     * project. In the first case its finalizer is removed, so that the deletion can complete.
     */
    void release(Secret secret) {
        boolean deleted = secret.getMetadata().getDeletionTimestamp() != null;
        enqueue(new Report(
                secret,
                deleted ? SecretStatusPatchFactory.createFinalizerPatch(secret) : PatchWriter.emptyPatch(),
                ""));
    }

    private void enqueue(Report report) {
        synchronized (reports) {
            String uid = report.secret().getMetadata().getUid();
            // An earlier report about this Secret is not true any more.
            reports.remove(uid);
            if (!report.change().isEmpty() || !report.problem().isEmpty()) {
                reports.put(uid, report);
                schedule(0, 1);
            }
        }
    }

    private void schedule(long delaySeconds, long nextDelaySeconds) {
        synchronized (reports) {
            if (scheduled || reports.isEmpty() || executor.isShutdown()) {
                return;
            }
            try {
                executor.schedule(() -> writeAll(nextDelaySeconds), delaySeconds, TimeUnit.SECONDS);
                scheduled = true;
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.FINE, "The status of a Secret was not written, because the session is closing", e);
            }
        }
    }

    /** @param retrySeconds seconds to wait before the next attempt if a write fails now */
    private void writeAll(long retrySeconds) {
        List<Report> pending;
        synchronized (reports) {
            scheduled = false;
            pending = List.copyOf(reports.values());
        }
        boolean failed = false;
        for (Report report : pending) {
            try {
                if (!writeIfHeld(report)) {
                    break;
                }
            } catch (RuntimeException e) {
                failed = true;
                LOGGER.log(
                        Level.FINE,
                        e,
                        () -> describe(report) + " was not written; the write is retried in " + retrySeconds + " s");
            }
        }
        // A check of the Lease sends no request, so it is repeated each second.
        schedule(failed ? retrySeconds : 1, failed ? Math.min(retrySeconds * 2, MAX_DELAY_SECONDS) : 1);
    }

    /** Writes a report and removes it. Returns false if we do not hold the Lease. */
    private boolean writeIfHeld(Report report) {
        boolean leaseHeld = election.runIfHeld(() -> writeOne(report));
        if (leaseHeld) {
            remove(report);
        }
        return leaseHeld;
    }

    private void writeOne(Report report) {
        if (!report.problem().isEmpty()) {
            events.warning(report.secret(), EventReasons.SYNC_FAILED, report.problem());
        }
        if (report.change().isEmpty()) {
            return;
        }
        try {
            patches.merge(report.secret(), report.change().deepCopy());
        } catch (KubernetesClientException e) {
            if (!PatchWriter.isStale(e)) {
                throw e;
            }
            LOGGER.log(
                    Level.FINE,
                    "A result for a Secret was not written, because the Secret has changed since it was read; the result for its new"
                            + " state is written instead",
                    e);
        }
    }

    private void remove(Report report) {
        synchronized (reports) {
            reports.remove(report.secret().getMetadata().getUid(), report);
        }
    }

    private static String describe(Report report) {
        return "The status of Secret " + report.secret().getMetadata().getNamespace() + "/"
                + report.secret().getMetadata().getName();
    }

    @Override
    public void close() {
        executor.shutdownNow();
        events.close();
    }
}
