package io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls the work of many threads in one hold of a lock. The thread that takes the lock does all work that waits; the
 * other threads wait for their results and do not take the lock. If a hundred builds start at once and each of them
 * takes the lock of the queue itself, each waits for its turn among a hundred executors. Each work is called once and
 * has its own result or exception. Thread-safe.
 */
final class CombiningLock {
    private final Consumer<Runnable> lock;
    private final int maxInOneHold;
    private final Queue<Request<?>> waiting = new ArrayDeque<>();
    /** The thread that takes or holds the lock for all others; null if there is none. */
    private Thread holder;

    /**
     * @param lock calls its argument once, on the same thread, while it holds the lock
     * @param maxInOneHold how many of the waiting works are called in one hold at most, so that others get the lock
     */
    CombiningLock(Consumer<Runnable> lock, int maxInOneHold) {
        this.lock = lock;
        this.maxInOneHold = maxInOneHold;
    }

    /**
     * Calls the work under the lock, on this or another thread, and returns when it is done. The caller must not hold
     * the lock: the thread that does the work may wait for it. An interruption does not stop the work, nor that of
     * others; the interrupt status is set again at the end.
     *
     * @return the result of the work
     * @throws RuntimeException what the work throws; an {@code Error}, too
     */
    <T> T call(Supplier<T> work) {
        if (isHeldByThisThread()) {
            return work.get();
        }
        Request<T> request = new Request<>(work);
        boolean interrupted = Thread.interrupted();
        try {
            add(request);
            while (!request.done) {
                interrupted |= awaitTurn(request);
                if (!request.done) {
                    holdOnce(request);
                }
            }
        } finally {
            if (interrupted || Thread.interrupted()) {
                Thread.currentThread().interrupt();
            }
        }
        return request.result();
    }

    private synchronized boolean isHeldByThisThread() {
        return holder == Thread.currentThread();
    }

    private synchronized void add(Request<?> request) {
        waiting.add(request);
    }

    /**
     * Waits until the work is done, or until this thread is the one that takes the lock.
     *
     * @return true if the thread was interrupted meanwhile
     */
    private synchronized boolean awaitTurn(Request<?> request) {
        boolean interrupted = false;
        while (!request.done && holder != null) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (!request.done) {
            holder = Thread.currentThread();
        }
        return interrupted;
    }

    private void holdOnce(Request<?> own) {
        boolean held = false;
        try {
            lock.accept(this::callWaiting);
            held = true;
        } finally {
            synchronized (this) {
                holder = null;
                if (!held) {
                    // The lock could not be taken. The caller gets the exception, so nobody may do its work later.
                    waiting.remove(own);
                }
                notifyAll();
            }
        }
    }

    private void callWaiting() {
        boolean interrupted = false;
        try {
            Request<?> next = poll();
            for (int called = 1; next != null; called++) {
                // Who waits for a lock and is interrupted has the status when it gets the lock. The work is mostly that
                // of others.
                interrupted |= Thread.interrupted();
                next.call();
                next = called < maxInOneHold ? poll() : null;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized Request<?> poll() {
        return waiting.poll();
    }

    private static final class Request<T> {
        private final Supplier<T> work;
        private T result;
        private Throwable failure;
        /** Written last, so that who reads true also reads the result. */
        private volatile boolean done;

        Request(Supplier<T> work) {
            this.work = work;
        }

        /** Catches errors, too: the other works of the same hold must be called. */
        void call() {
            try {
                result = work.get();
            } catch (Throwable e) {
                failure = e;
            } finally {
                done = true;
            }
        }

        T result() {
            if (failure != null) {
                throw Request.<RuntimeException>unchecked(failure);
            }
            return result;
        }

        /** Returns the exception itself, also a checked one: plugins written in Groovy throw them anywhere. */
        @SuppressWarnings("unchecked")
        private static <E extends Throwable> E unchecked(Throwable failure) throws E {
            throw (E) failure;
        }
    }
}
