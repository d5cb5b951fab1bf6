package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deletes in the background what was created for an object, and then causes a reconcile of the object. A deletion may
 * take a minute, because a build must end first. So it must not use a thread of the reconciles. A deletion that fails
 * is tried again, after waits that grow to a minute. Nothing here must survive a restart: the finalizer stays on the
 * object, so the next session starts the deletion again.
 */
final class BackgroundDeleter<P extends HasMetadata> extends SimpleInboundEventSource<P>
        implements ResourceEventAware<P> {
    private static final Logger LOGGER = Logger.getLogger(BackgroundDeleter.class.getName());
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final long MAX_DELAY_MILLIS = 60_000;

    private final FairExecutor threads;
    private final Consumer<P> deletion;
    private final BiConsumer<P, Throwable> failureReporter;
    private final long firstDelayMillis;
    private final ScheduledThreadPoolExecutor retries = WorkerPoolFactory.createScheduled("deletion retries", 1);
    private final Map<String, Progress<P>> progressByUid = new ConcurrentHashMap<>();

    private enum State {
        QUEUED,
        WAITING_FOR_RETRY,
        DONE
    }

    /**
     * @param object its newest version: somebody may change an annotation while the deletion waits
     * @param retryDelayMillis the last wait before an attempt; 0 for the first attempt
     */
    private record Progress<P>(P object, State state, long retryDelayMillis) {
        Progress<P> to(State newState) {
            return new Progress<>(object, newState, retryDelayMillis);
        }

        Progress<P> retryLater(long firstDelayMillis) {
            long delay = Math.min(Math.max(firstDelayMillis, retryDelayMillis * 2), MAX_DELAY_MILLIS);
            return new Progress<>(object, State.WAITING_FOR_RETRY, delay);
        }
    }

    /**
     * @param threads where the deletions run; the caller closes it
     * @param deletion deletes what was created for an object; does not throw if everything is already deleted
     * @param failureReporter is told why a deletion failed
     */
    BackgroundDeleter(FairExecutor threads, Consumer<P> deletion, BiConsumer<P, Throwable> failureReporter) {
        this(threads, deletion, failureReporter, FIRST_DELAY);
    }

    BackgroundDeleter(
            FairExecutor threads, Consumer<P> deletion, BiConsumer<P, Throwable> failureReporter, Duration firstDelay) {
        super("deletions");
        this.firstDelayMillis = firstDelay.toMillis();
        this.threads = threads;
        this.deletion = deletion;
        this.failureReporter = failureReporter;
    }

    /**
     * Returns whether everything of the object is deleted. If not, the deletion is started, unless it runs or waits for
     * a thread. A deletion that waits for its next attempt is tried at once, because somebody may have changed the
     * object.
     */
    boolean isDeleted(P object) {
        String uid = object.getMetadata().getUid();
        boolean[] start = {false};
        Progress<P> progress = progressByUid.compute(uid, (key, old) -> {
            start[0] = old == null || old.state() == State.WAITING_FOR_RETRY;
            return old == null
                    ? new Progress<>(object, State.QUEUED, 0)
                    : new Progress<>(object, start[0] ? State.QUEUED : old.state(), old.retryDelayMillis());
        });
        if (start[0]) {
            submit(uid, object);
        }
        return progress.state() == State.DONE;
    }

    private void submit(String uid, P object) {
        try {
            threads.execute(Tenants.of(object), () -> delete(uid));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The session is closing; the next one deletes what is left", e);
        }
    }

    private void delete(String uid) {
        Progress<P> progress = progressByUid.get(uid);
        if (progress == null) {
            return; // somebody has removed the finalizer
        }
        P object = progress.object();
        try {
            deletion.accept(object);
        } catch (Throwable failure) {
            retry(uid, object, failure);
            return;
        }
        progressByUid.computeIfPresent(uid, (key, old) -> old.to(State.DONE));
        propagateEvent(ResourceID.fromResource(object));
    }

    private void retry(String uid, P object, Throwable failure) {
        if (threads.isClosed()) {
            return; // the deletion was interrupted, and the next session starts it again
        }
        // Before the report, which may fail itself.
        Progress<P> next = progressByUid.computeIfPresent(uid, (key, old) -> old.retryLater(firstDelayMillis));
        if (next != null) {
            scheduleRetry(uid, next);
        }
        failureReporter.accept(object, failure);
    }

    private void scheduleRetry(String uid, Progress<P> next) {
        try {
            retries.schedule(() -> submitIfWaiting(uid), next.retryDelayMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The session is closing; the next one deletes what is left", e);
        }
    }

    private void submitIfWaiting(String uid) {
        boolean[] start = {false};
        Progress<P> progress = progressByUid.computeIfPresent(uid, (key, old) -> {
            start[0] = old.state() == State.WAITING_FOR_RETRY;
            return start[0] ? old.to(State.QUEUED) : old;
        });
        if (start[0]) {
            submit(uid, progress.object());
        }
    }

    @Override
    public void onResourceDeleted(P object) {
        progressByUid.remove(object.getMetadata().getUid());
    }

    @Override
    public void stop() {
        super.stop();
        retries.shutdownNow();
    }
}
