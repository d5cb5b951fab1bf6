package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes lookups in a namespace wait while its credentials are loaded, but only for a limited time. It uses the lock of
 * its creator, so that the creator can read the credentials and the loading state in one synchronized block.
 */
final class CredentialsLoadingGate {
    /**
     * The longest time that lookups wait. It starts when loading starts, and not with each lookup, so that several
     * lookups of a build do not add up.
     */
    private static final long TIMEOUT_SECONDS = 60;

    private final Object lock;
    private final Map<String, Long> deadlines = new HashMap<>();
    // At first it is not known which namespaces there are. Until then, each of these is loading that is not finished.
    private boolean unlisted;
    private Set<String> unlistedNamespaces = Set.of();
    private final Set<String> finished = new HashSet<>();
    private long unlistedDeadline;

    CredentialsLoadingGate(Object lock) {
        this.lock = lock;
    }

    /** @param namespaces the namespaces whose credentials are loaded; empty for all */
    void startLoading(Set<String> namespaces) {
        synchronized (lock) {
            unlisted = true;
            unlistedNamespaces = Set.copyOf(namespaces);
            unlistedDeadline = deadline();
            finished.clear();
            deadlines.clear();
        }
    }

    /** Starts loading for one more namespace. */
    void startLoading(String namespace) {
        synchronized (lock) {
            deadlines.putIfAbsent(namespace, deadline());
        }
    }

    /** Ends loading for all namespaces except these. Namespaces for which loading has ended are not affected. */
    void limitLoading(Set<String> namespaces) {
        synchronized (lock) {
            namespaces.stream()
                    .filter(this::isUnlisted)
                    .forEach(namespace -> deadlines.putIfAbsent(namespace, unlistedDeadline));
            deadlines.keySet().retainAll(namespaces);
            unlisted = false;
            finished.clear();
            lock.notifyAll();
        }
    }

    /**
     * Ends loading for a namespace, and lets its waiting lookups continue.
     *
     * @return whether its credentials were being loaded
     */
    boolean finishLoading(String namespace) {
        synchronized (lock) {
            boolean loading = isLoading(namespace);
            finished.add(namespace);
            deadlines.remove(namespace);
            lock.notifyAll();
            return loading;
        }
    }

    /**
     * Ends loading, and lets all waiting lookups continue.
     *
     * @return whether credentials were being loaded
     */
    boolean finishLoading() {
        synchronized (lock) {
            boolean loading = unlisted || !deadlines.isEmpty();
            unlisted = false;
            finished.clear();
            deadlines.clear();
            lock.notifyAll();
            return loading;
        }
    }

    boolean isLoading(String namespace) {
        synchronized (lock) {
            return deadlines.containsKey(namespace) || isUnlisted(namespace);
        }
    }

    private boolean isUnlisted(String namespace) {
        return unlisted
                && (unlistedNamespaces.isEmpty() || unlistedNamespaces.contains(namespace))
                && !finished.contains(namespace);
    }

    /**
     * Waits until the credentials of a namespace are loaded, at most until a minute has passed since loading started.
     * While it waits, it releases the lock that was given to the constructor. Returns at once if the thread is
     * interrupted.
     */
    void await(String namespace) {
        synchronized (lock) {
            try {
                while (isLoading(namespace)) {
                    long remaining = deadlines.getOrDefault(namespace, unlistedDeadline) - System.nanoTime();
                    if (remaining <= 0) {
                        return;
                    }
                    TimeUnit.NANOSECONDS.timedWait(lock, remaining);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    }
}
