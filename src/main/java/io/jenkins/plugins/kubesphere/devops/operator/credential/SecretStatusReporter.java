package io.jenkins.plugins.kubesphere.devops.operator.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import java.time.Clock;
import java.time.Duration;
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
 * Nothing is written without the Lease; results are kept until we hold the Lease. A write that fails is repeated after
 * a wait of its own, so it does not delay the others. If nothing may be written on Secrets, only Events are sent.
 */
final class SecretStatusReporter implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(SecretStatusReporter.class.getName());
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofMinutes(1);

    private final PatchWriter patches;
    private final EventRecorder events;
    private final LeaderElection election;
    private final boolean statusOnSecrets;
    private final Map<String, Report> reports = new LinkedHashMap<>();
    private final ScheduledThreadPoolExecutor executor = WorkerPoolFactory.createScheduled("credential reports", 1);
    // Guarded by reports, like its entries.
    private boolean scheduled;

    /**
     * @param problem what is wrong with the Secret; empty if nothing is wrong
     * @param note what its owner should know if nothing is wrong; may be empty
     * @param due not written before this time
     * @param nextDelay the wait after the next failure
     */
    private record Report(
            Secret secret, ObjectNode change, String problem, String note, Deadline due, Duration nextDelay) {
        Report delayed() {
            Duration doubled = nextDelay.multipliedBy(2);
            return new Report(
                    secret,
                    change,
                    problem,
                    note,
                    Deadline.after(nextDelay),
                    doubled.compareTo(MAX_DELAY) < 0 ? doubled : MAX_DELAY);
        }
    }

    /** @param statusOnSecrets whether the result is written on Secrets; otherwise only Events tell what is wrong */
    SecretStatusReporter(KubernetesClient client, LeaderElection election, Clock clock, boolean statusOnSecrets) {
        this.statusOnSecrets = statusOnSecrets;
        this.patches = new PatchWriter(client);
        this.events = new EventRecorder(client, clock);
        this.election = election;
    }

    /**
     * Reports whether the Secret was converted to a credential.
     *
     * @param problem what is wrong with the Secret; empty if it was converted
     * @param note what its owner should know if it was converted; may be empty
     */
    void report(Secret secret, String problem, String note) {
        if (!problem.isEmpty()) {
            LOGGER.warning(() -> problem + "; the credential is withdrawn");
        }
        enqueue(secret, SecretStatusPatchFactory.createStatusPatch(secret, problem, note), problem, note);
    }

    /**
     * Reports that the Secret is not a credential here: it is being deleted, or its namespace does not belong to a
     * project. In the first case its finalizer is removed, so that the deletion can complete.
     */
    void release(Secret secret) {
        boolean deleted = secret.getMetadata().getDeletionTimestamp() != null;
        ObjectNode change = deleted ? SecretStatusPatchFactory.createFinalizerPatch(secret) : PatchWriter.emptyPatch();
        enqueue(secret, change, "", "");
    }

    /** Drops the results for Secrets of this namespace, which does not belong to a project any more. */
    void forget(String namespace) {
        synchronized (reports) {
            reports.values()
                    .removeIf(report ->
                            report.secret().getMetadata().getNamespace().equals(namespace));
        }
    }

    private void enqueue(Secret secret, ObjectNode change, String problem, String note) {
        Report report = new Report(
                secret,
                statusOnSecrets ? change : PatchWriter.emptyPatch(),
                problem,
                note,
                Deadline.after(Duration.ZERO),
                FIRST_DELAY);
        synchronized (reports) {
            String uid = secret.getMetadata().getUid();
            // An earlier report about this Secret is not true any more.
            reports.remove(uid);
            if (!report.change().isEmpty()
                    || !report.problem().isEmpty()
                    || !report.note().isEmpty()) {
                reports.put(uid, report);
                schedule(0);
            }
        }
    }

    private void schedule(long delaySeconds) {
        synchronized (reports) {
            if (scheduled || reports.isEmpty() || executor.isShutdown()) {
                return;
            }
            try {
                executor.schedule(this::writeDue, delaySeconds, TimeUnit.SECONDS);
                scheduled = true;
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.FINE, "The status of a Secret was not written, because the session is closing", e);
            }
        }
    }

    private void writeDue() {
        List<Report> pending;
        synchronized (reports) {
            scheduled = false;
            pending = List.copyOf(reports.values());
        }
        for (Report report : pending) {
            if (!report.due().hasPassed()) {
                continue;
            }
            try {
                if (!writeIfHeld(report)) {
                    break;
                }
            } catch (RuntimeException e) {
                delay(report);
                LOGGER.log(
                        Level.FINE,
                        e,
                        () -> describe(report) + " was not written; the write is retried in "
                                + report.nextDelay().toSeconds() + " s");
            }
        }
        // What is repeated each second sends no request: a check of the Lease, and of the times.
        schedule(1);
    }

    private void delay(Report report) {
        synchronized (reports) {
            String uid = report.secret().getMetadata().getUid();
            reports.replace(uid, report, report.delayed());
        }
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
        } else if (!report.note().isEmpty()) {
            events.normal(report.secret(), EventReasons.SYNC_NOTE, report.note());
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
