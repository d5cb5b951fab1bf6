package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import io.jenkins.plugins.kubesphere.devops.operator.lease.MachineClocks.Moment;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The time in which this process holds the Lease, from taking it to losing it. A term that has ended never continues;
 * everything that acted in it starts again in the next one. Whether the term is still held is read from our own clocks,
 * without a request: a process that was paused for too long finds its term expired at the first check. Safe for use
 * from any thread.
 */
public final class LeadershipTerm {
    private final String lease;
    private final Duration deadline;
    private final MachineClocks clocks;
    private Moment lastRenewal;
    private LocalizableProblem endReason;
    private int uses;

    /**
     * @param lease name of the Lease, for messages
     * @param deadline how long the term is held after each renewal
     * @param sentAt time at which the request that took the Lease was sent
     */
    LeadershipTerm(String lease, Duration deadline, MachineClocks clocks, Moment sentAt) {
        this.lease = lease;
        this.deadline = deadline;
        this.clocks = clocks;
        this.lastRenewal = sentAt;
    }

    /** Returns whether the Lease is still held. Call this immediately before each change. */
    public synchronized boolean isHeld() {
        if (endReason == null && clocks.longestTimeSince(lastRenewal).compareTo(deadline) >= 0) {
            endReason =
                    LocalizableProblem.of(LeadershipTerm.class, "expired", lease, String.valueOf(deadline.toSeconds()));
        }
        return endReason == null;
    }

    /**
     * Returns if the term is held, and throws if it has ended.
     *
     * @throws LeaseNotHeldException if the term has ended; the message says why
     */
    public void requireHeld() {
        if (!isHeld()) {
            throw new LeaseNotHeldException(endReason() + "; this change was not made");
        }
    }

    /** Returns why the term has ended; null while it is held. */
    synchronized LocalizableProblem endReason() {
        return endReason;
    }

    /** Ends the term, unless it has ended already. */
    synchronized void end(LocalizableProblem reason) {
        if (isHeld()) {
            endReason = reason;
        }
    }

    /**
     * Extends the term, unless it has ended already.
     *
     * @param sentAt time at which the request was sent; the other operators start to count later than that
     */
    synchronized void renew(Moment sentAt) {
        if (isHeld()) {
            lastRenewal = sentAt;
        }
    }

    /** Returns how long the term is held without another renewal; zero or negative if it has expired. */
    synchronized Duration remaining() {
        return deadline.minus(clocks.longestTimeSince(lastRenewal));
    }

    /**
     * Runs a change of the engine if the Lease is held. {@link #awaitUnused} waits until the change has ended.
     *
     * @throws LeaseNotHeldException if the Lease is not held
     */
    <T> T call(Supplier<T> change) {
        try (Use use = beginUse()) {
            requireHeld();
            return change.get();
        }
    }

    /** Like {@link #call}, without a result. */
    void run(Runnable change) {
        call(() -> {
            change.run();
            return true;
        });
    }

    /** Registers a use of the term. The Lease is not released before the use is closed. */
    synchronized Use beginUse() {
        uses++;
        return new Use();
    }

    /** Waits until no use is open. Returns false if that took longer than the timeout. */
    synchronized boolean awaitUnused(Duration timeout) throws InterruptedException {
        Deadline deadline = Deadline.after(timeout);
        while (uses > 0) {
            long remaining = deadline.remaining().toMillis();
            if (remaining <= 0) {
                return false;
            }
            wait(remaining);
        }
        return true;
    }

    /** One activity within the term. */
    final class Use implements AutoCloseable {
        private boolean closed;

        @Override
        public void close() {
            synchronized (LeadershipTerm.this) {
                if (!closed) {
                    closed = true;
                    uses--;
                    LeadershipTerm.this.notifyAll();
                }
            }
        }
    }
}
