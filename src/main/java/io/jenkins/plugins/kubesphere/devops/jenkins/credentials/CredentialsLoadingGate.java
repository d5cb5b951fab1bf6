package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes lookups wait while credentials are loaded, but only for a limited time. It uses the lock of its
 * creator, so that the creator can read the credentials and the loading state in one synchronized block.
 */
final class CredentialsLoadingGate {
    /**
     * The longest time that lookups wait. It starts when loading starts, and not with each lookup, so that several
     * lookups of a build do not add up.
     */
    private static final long TIMEOUT_SECONDS = 60;

    private final Object lock;
    private boolean loading;
    private Set<String> loadingNamespaces = Set.of();
    private long deadlineNanos;

    CredentialsLoadingGate(Object lock) {
        this.lock = lock;
    }

    /** @param namespaces the namespaces whose credentials are loaded; empty for all */
    void startLoading(Set<String> namespaces) {
        synchronized (lock) {
            loading = true;
            loadingNamespaces = Set.copyOf(namespaces);
            deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        }
    }

    /**
     * Ends loading, and lets all waiting lookups continue.
     *
     * @return whether credentials were being loaded
     */
    boolean finishLoading() {
        synchronized (lock) {
            if (!loading) {
                return false;
            }
            loading = false;
            lock.notifyAll();
            return true;
        }
    }

    boolean isLoading(String namespace) {
        synchronized (lock) {
            return loading && (loadingNamespaces.isEmpty() || loadingNamespaces.contains(namespace));
        }
    }

    /**
     * Waits until the credentials of a namespace are loaded, at most until a minute has passed since loading started.
     * While it waits, it releases the lock that was given to the constructor. Returns at once if the thread is
     * interrupted.
     */
    void await(String namespace) {
        synchronized (lock) {
            try {
                long remainingNanos = deadlineNanos - System.nanoTime();
                while (remainingNanos > 0 && isLoading(namespace)) {
                    TimeUnit.NANOSECONDS.timedWait(lock, remainingNanos);
                    remainingNanos = deadlineNanos - System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
