package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The informers of kinds that a cluster may lack. One that cannot be read does not stop the others: it is tried again soon,
 * and later every minute, until the session ends.
 */
final class OptionalInformers implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(OptionalInformers.class.getName());
    private static final long FIRST_RETRY_SECONDS = 1;
    private static final long LAST_RETRY_SECONDS = 60;
    private static final long LIST_SECONDS = 20;
    private static final long FIRST_WAIT_SECONDS = 5;

    private final Set<Class<? extends HasMetadata>> kinds;
    private final Function<Class<? extends HasMetadata>, List<LocalizableProblem>> findProblems;
    private final Function<Class<? extends HasMetadata>, List<? extends SharedIndexInformer<?>>> create;
    private final Map<Class<?>, List<? extends SharedIndexInformer<?>>> running = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<LocalizableProblem>> problems = new ConcurrentHashMap<>();
    private volatile boolean isClosed;
    private final Set<Class<?>> pending = ConcurrentHashMap.newKeySet();
    private final CountDownLatch firstAttempts;
    private final ScheduledExecutorService starter;

    /**
     * @param findProblems says why a kind cannot be read; empty if it can
     * @param create makes the informers of a kind, and does not start them
     */
    OptionalInformers(
            Collection<Class<? extends HasMetadata>> kinds,
            Function<Class<? extends HasMetadata>, List<LocalizableProblem>> findProblems,
            Function<Class<? extends HasMetadata>, List<? extends SharedIndexInformer<?>>> create) {
        this.kinds = Set.copyOf(kinds);
        this.pending.addAll(kinds);
        this.firstAttempts = new CountDownLatch(kinds.size());
        this.starter = WorkerPoolFactory.createScheduled("rest-api-kinds", kinds.size());
        this.findProblems = findProblems;
        this.create = create;
    }

    /** Starts the informers of all kinds, and waits a moment for those that can be read. Others are started later. */
    void start() {
        kinds.forEach(kind -> starter.execute(() -> attempt(kind, FIRST_RETRY_SECONDS)));
        try {
            if (!firstAttempts.await(FIRST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.log(Level.FINE, "Some kinds are not read yet; the others are served");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is not known yet if a kind can be read. */
    boolean isPending(Class<?> kind) {
        return pending.contains(kind);
    }

    private void attempt(Class<? extends HasMetadata> kind, long retrySeconds) {
        try {
            if (!isClosed) {
                start(kind);
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "Objects of " + kind.getSimpleName() + " cannot be read now");
        }
        if (pending.remove(kind)) {
            firstAttempts.countDown();
        }
        if (!running.containsKey(kind)) {
            attemptLater(kind, retrySeconds, Math.min(LAST_RETRY_SECONDS, 2 * retrySeconds));
        }
    }

    private void attemptLater(Class<? extends HasMetadata> kind, long seconds, long retrySeconds) {
        try {
            starter.schedule(() -> attempt(kind, retrySeconds), seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, e, () -> "The session has ended; no kind is tried any more");
        }
    }

    /** The running informers of a kind; empty if it cannot be read now. */
    List<? extends SharedIndexInformer<?>> of(Class<? extends HasMetadata> kind) {
        return running.getOrDefault(kind, List.of());
    }

    /** Why kinds cannot be read. */
    List<LocalizableProblem> problems() {
        return problems.values().stream().flatMap(List::stream).toList();
    }

    private void start(Class<? extends HasMetadata> kind) {
        List<LocalizableProblem> found = findProblems.apply(kind);
        if (!found.isEmpty()) {
            problems.put(kind, found);
            return;
        }
        List<? extends SharedIndexInformer<?>> created = create.apply(kind);
        boolean started = false;
        try {
            CompletableFuture.allOf(created.stream()
                            .map(informer -> informer.start().toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .get(LIST_SECONDS, TimeUnit.SECONDS);
            started = true;
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "Objects of " + kind.getSimpleName()
                            + " cannot be read; their routes answer 404 until they can");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!started) {
                created.forEach(SharedIndexInformer::stop);
            }
        }
        if (started) {
            problems.remove(kind);
            running.put(kind, created);
            // One that ends by itself is started again later.
            created.forEach(informer -> informer.stopped().whenComplete((nothing, error) -> {
                if (running.remove(kind, created)) {
                    created.forEach(SharedIndexInformer::stop);
                    attemptLater(kind, FIRST_RETRY_SECONDS, FIRST_RETRY_SECONDS);
                }
            }));
            if (isClosed) {
                created.forEach(SharedIndexInformer::stop);
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        starter.shutdownNow();
        running.values().forEach(informers -> informers.forEach(SharedIndexInformer::stop));
    }
}
