package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import okhttp3.Dns;

/**
 * Resolves a host, and refuses it if one of its addresses is not permitted. A name server that does not answer blocks a
 * thread of the pool, but not the thread of the caller.
 */
final class GuardedDns implements Dns {
    private final HostResolver resolver;
    private final ExecutorService lookupThreads;
    private final Semaphore lookups;
    private final Predicate<InetAddress> permitted;
    private final Deadline deadline;

    /** @param lookups limits the look-ups that run at once; a look-up counts until it ends, even if its caller no longer waits */
    GuardedDns(
            HostResolver resolver,
            ExecutorService lookupThreads,
            Semaphore lookups,
            Predicate<InetAddress> permitted,
            Deadline deadline) {
        this.resolver = resolver;
        this.lookupThreads = lookupThreads;
        this.lookups = lookups;
        this.permitted = permitted;
        this.deadline = deadline;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> found = resolve(host);
        if (found.isEmpty() || !found.stream().allMatch(permitted)) {
            throw new UnknownHostException("The host has no permitted address");
        }
        return found;
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        if (!lookups.tryAcquire()) {
            throw new OutboundException(OutboundException.Reason.TOO_SLOW, "the name servers do not answer; try again");
        }
        Future<List<InetAddress>> answer = submit(host);
        try {
            return answer.get(Math.max(0, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new OutboundException(OutboundException.Reason.TOO_SLOW, "the name servers do not answer in time");
        } catch (ExecutionException e) {
            throw new UnknownHostException("The host has no address");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OutboundException.stopped();
        }
    }

    /** The look-up releases its permit; without a thread for it, nobody else would. */
    private Future<List<InetAddress>> submit(String host) {
        boolean isSubmitted = false;
        try {
            Future<List<InetAddress>> answer = lookupThreads.submit(() -> {
                try {
                    return resolver.resolve(host);
                } finally {
                    lookups.release();
                }
            });
            isSubmitted = true;
            return answer;
        } catch (RejectedExecutionException e) {
            throw OutboundException.stopped();
        } finally {
            if (!isSubmitted) {
                lookups.release();
            }
        }
    }
}
