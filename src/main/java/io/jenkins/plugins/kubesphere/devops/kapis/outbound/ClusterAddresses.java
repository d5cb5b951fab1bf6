package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells whether a host or an address is the Kubernetes API. Addresses are compared as bytes, because one address has many
 * texts. The names of the API are resolved in threads of their own, one look-up of a name at once, and again every minute.
 * Thread-safe.
 */
final class ClusterAddresses implements AutoCloseable {
    private static final Duration REFRESH_INTERVAL = Duration.ofMinutes(1);
    /** How long a failed look-up is remembered, so that not each request waits for silent name servers. */
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);
    private static final int MAX_HOSTS = 100;

    private final Supplier<Set<String>> hosts;
    private final ExecutorService lookupThreads = WorkerPoolFactory.createUnlimited("addresses of the Kubernetes API");
    private final AsyncLoadingCache<String, Optional<Set<InetAddress>>> addresses;

    /** @param hosts names and addresses of the API; an IPv6 address may have brackets */
    ClusterAddresses(Supplier<Set<String>> hosts, HostResolver resolver, Ticker ticker) {
        this.hosts = hosts;
        this.addresses = Caffeine.newBuilder()
                .maximumSize(MAX_HOSTS)
                .ticker(ticker)
                .executor(Runnable::run)
                .refreshAfterWrite(REFRESH_INTERVAL)
                .expireAfter(Expiry.<String, Optional<Set<InetAddress>>>writing(
                        (host, found) -> found.isPresent() ? FOREVER : RETRY_INTERVAL))
                .buildAsync(new Loader(resolver, lookupThreads));
    }

    private record Loader(HostResolver resolver, ExecutorService lookupThreads)
            implements AsyncCacheLoader<String, Optional<Set<InetAddress>>> {
        @Override
        public CompletableFuture<Optional<Set<InetAddress>>> asyncLoad(String host, Executor cacheExecutor) {
            return CompletableFuture.supplyAsync(() -> resolve(host), lookupThreads);
        }

        /** While the name servers do not answer, the last known addresses count. */
        @Override
        public CompletableFuture<Optional<Set<InetAddress>>> asyncReload(
                String host, Optional<Set<InetAddress>> known, Executor cacheExecutor) {
            return asyncLoad(host, cacheExecutor).thenApply(found -> found.or(() -> known));
        }

        private Optional<Set<InetAddress>> resolve(String host) {
            try {
                return Optional.of(resolver.resolve(host).stream()
                        .map(PublicAddresses::toIpv4)
                        .collect(Collectors.toSet()));
            } catch (UnknownHostException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * Whether this is the API.
     *
     * @param host as the caller writes it
     * @param address what the host resolves to
     * @param deadline until which to wait for the addresses of the API
     * @throws OutboundException UNAVAILABLE, while it is not known where the API is: each address may be its
     */
    boolean contains(String host, InetAddress address, Deadline deadline) {
        Set<String> names = hosts.get().stream().map(AllowedHosts::normalize).collect(Collectors.toSet());
        InetAddress target = PublicAddresses.toIpv4(address);
        return names.contains(AllowedHosts.normalize(host))
                || names.stream().anyMatch(name -> find(name, deadline).contains(target));
    }

    private Set<InetAddress> find(String name, Deadline deadline) {
        try {
            return addresses
                    .get(name)
                    .get(Math.max(0, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS)
                    .orElseThrow(ClusterAddresses::unknown);
        } catch (TimeoutException | ExecutionException e) {
            throw unknown();
        } catch (RejectedExecutionException e) {
            throw OutboundException.stopped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OutboundException.stopped();
        }
    }

    private static OutboundException unknown() {
        return new OutboundException(
                OutboundException.Reason.UNAVAILABLE,
                "the address of the Kubernetes API is not known now, so no server is asked; try again");
    }

    @Override
    public void close() {
        lookupThreads.shutdownNow();
    }
}
