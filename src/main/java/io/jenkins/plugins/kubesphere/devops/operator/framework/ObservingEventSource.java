package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseNotHeldException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The base of event sources that observe every object of the informer, before any filter, and cause no reconcile. The
 * callbacks run on the thread of the informer and must be quick. Longer work runs on separate threads, which the
 * namespaces share, and which stop with the session.
 */
public abstract class ObservingEventSource<P extends HasMetadata> extends AbstractEventSource<Void, P>
        implements ResourceEventAware<P> {
    private static final Logger LOGGER = Logger.getLogger(ObservingEventSource.class.getName());
    private static final long MAX_DELAY_SECONDS = 60;

    // Created here and not in start(): the framework reports the existing objects before it starts this source.
    private final ScheduledThreadPoolExecutor retries;
    private final FairExecutor executor;

    /**
     * @param threads how many tasks run at once; if it is more than one, the tasks of one namespace never use all
     *     threads
     */
    protected ObservingEventSource(String name, int threads) {
        super(Void.class, name);
        retries = WorkerPoolFactory.createScheduled(name + " retries", 1);
        executor = new FairExecutor(name, threads);
    }

    @Override
    public void stop() {
        super.stop();
        retries.shutdownNow();
        executor.threads().shutdownNow();
    }

    /**
     * Runs the work in the background and repeats it, with growing waits, until it does not throw. Status 404 and 409
     * also end it: the object was deleted or changed meanwhile, and the informer shows its new state.
     */
    protected final void runWithRetry(P object, Consumer<P> work) {
        schedule(object, work, 0, 1);
    }

    private void schedule(P object, Consumer<P> work, long delaySeconds, long nextDelaySeconds) {
        if (retries.isShutdown()) {
            return; // the next session sees the object again
        }
        try {
            if (delaySeconds == 0) {
                execute(object, work, nextDelaySeconds);
            } else {
                retries.schedule(() -> execute(object, work, nextDelaySeconds), delaySeconds, TimeUnit.SECONDS);
            }
        } catch (RejectedExecutionException e) {
            LOGGER.log(
                    Level.FINE,
                    e,
                    () -> "Did not schedule " + ErrorHandlingReconciler.describe(object)
                            + ", because the session is closing");
        }
    }

    private void execute(P object, Consumer<P> work, long retryDelaySeconds) {
        executor.execute(Tenants.of(object), () -> run(object, work, retryDelaySeconds));
    }

    private void run(P object, Consumer<P> work, long retryDelaySeconds) {
        try {
            work.accept(object);
        } catch (KubernetesClientException e) {
            if (!PatchWriter.isStale(e)) {
                retry(object, work, retryDelaySeconds, e);
            }
        } catch (LeaseNotHeldException e) {
            LOGGER.log(
                    Level.FINE,
                    e,
                    () -> "This instance does not hold the Lease, so it does not handle "
                            + ErrorHandlingReconciler.describe(object) + "; the holder of the Lease does");
        } catch (Throwable e) {
            retry(object, work, retryDelaySeconds, e);
        }
    }

    private void retry(P object, Consumer<P> work, long delaySeconds, Throwable cause) {
        LOGGER.log(
                Level.WARNING,
                MaskedException.maskUrls(cause),
                () -> "The task \"" + name() + "\" failed for " + ErrorHandlingReconciler.describe(object)
                        + "; it is tried again in " + delaySeconds + " s");
        schedule(object, work, delaySeconds, Math.min(delaySeconds * 2, MAX_DELAY_SECONDS));
    }

    @Override
    public final Set<Void> getSecondaryResources(P primary) {
        return Set.of();
    }
}
