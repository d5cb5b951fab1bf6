package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.operator.lease.MachineClocks.Moment;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One time in which this process holds the Lease, from taking it to losing it. Over once means over for good: whoever acted
 * in it starts anew in the next. Whether it goes on is known without asking anybody, from our own clocks: a process that was
 * paused for too long finds its term over with the first look. Safe for use from any thread.
 */
public final class LeadershipTerm {
    private final String lease;
    private final Duration deadline;
    private final MachineClocks clocks;
    private Moment renewed;
    private Problem end;
    private int uses;

    /**
     * @param lease its name, for words
     * @param deadline how long it holds after each renewal
     * @param sent when the request that took it was sent
     */
    LeadershipTerm(String lease, Duration deadline, MachineClocks clocks, Moment sent) {
        this.lease = lease;
        this.deadline = deadline;
        this.clocks = clocks;
        this.renewed = sent;
    }

    /** Says whether anything may still be changed. To be asked right before. */
    public synchronized boolean isHeld() {
        if (end == null && clocks.atMostSince(renewed).compareTo(deadline) >= 0) {
            end = Problem.of(LeadershipTerm.class, "expired", lease, String.valueOf(deadline.toSeconds()));
        }
        return end == null;
    }

    /**
     * Lets pass while it is held.
     *
     * @throws LeaseLostException otherwise; the message says what ended it
     */
    public void require() {
        if (!isHeld()) {
            throw new LeaseLostException(endReason() + "; nothing is changed without it");
        }
    }

    /** What ended it; null while it goes on. */
    synchronized Problem endReason() {
        return end;
    }

    /** Ends it, unless it is over already. */
    synchronized void end(Problem why) {
        if (isHeld()) {
            end = why;
        }
    }

    /**
     * Prolongs it, unless it is over already.
     *
     * @param sent when the request was sent: the others count from later
     */
    synchronized void renew(Moment sent) {
        if (isHeld()) {
            renewed = sent;
        }
    }

    /** How long it goes on without a renewal; negative if it is over. */
    synchronized Duration left() {
        return deadline.minus(clocks.atMostSince(renewed));
    }

    /**
     * Makes a call that changes something, while the Lease is held; {@link #awaitUnused} waits for its end.
     *
     * @throws LeaseLostException if the Lease is not held
     */
    <T> T call(Supplier<T> change) {
        try (Use use = use()) {
            require();
            return change.get();
        }
    }

    /** {@link #call} without a result. */
    void run(Runnable change) {
        call(() -> {
            change.run();
            return true;
        });
    }

    /** Begins something that must have ended before the Lease is handed over in order. */
    synchronized Use use() {
        uses++;
        return new Use();
    }

    /** Something that happens within a term. */
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

    /** Waits until nothing happens in it any more, and says whether that is so. */
    synchronized boolean awaitUnused(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (uses > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
