package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPools;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseLostException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sees every object as the informer shows it, before any filter, and raises no event. Looking happens on the informer's
 * thread and must be quick; work goes to lanes of its own, which exist while the session does.
 */
public abstract class ResourceObserver<P extends HasMetadata> extends AbstractEventSource<Void, P>
        implements ResourceEventAware<P> {
    private static final Logger LOGGER = Logger.getLogger(ResourceObserver.class.getName());
    private static final long LONGEST_WAIT_SECONDS = 60;

    // Not made at the start: the framework tells of what the cluster holds before it starts this source.
    private final ScheduledThreadPoolExecutor lanes;

    /** @param width how many works run at once */
    protected ResourceObserver(String name, int width) {
        super(Void.class, name);
        lanes = WorkerPools.create(name, width);
    }

    @Override
    public void stop() {
        super.stop();
        lanes.shutdownNow();
    }

    /**
     * Does the work on a lane, again and again with growing waits until it does not throw. 404 and 409 end it, too: the
     * object is gone or was written meanwhile, and the informer shows what it is now.
     */
    protected final void attempt(P object, Consumer<P> work) {
        schedule(object, work, 0, 1);
    }

    private void schedule(P object, Consumer<P> work, long wait, long nextWait) {
        if (lanes.isShutdown()) {
            return; // the next session sees the object again
        }
        try {
            lanes.schedule(() -> run(object, work, nextWait), wait, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "the session is closing", e);
        }
    }

    private void run(P object, Consumer<P> work, long wait) {
        try {
            work.accept(object);
        } catch (KubernetesClientException e) {
            if (!PatchWriter.isOvertaken(e)) {
                again(object, work, wait, e);
            }
        } catch (LeaseLostException e) {
            LOGGER.log(Level.FINE, "whoever holds the Lease next sees the object", e);
        } catch (Throwable e) {
            again(object, work, wait, e);
        }
    }

    private void again(P object, Consumer<P> work, long wait, Throwable cause) {
        LOGGER.log(
                Level.WARNING,
                cause,
                () -> name() + ": " + object.getKind() + " "
                        + object.getMetadata().getName() + " is tried again in " + wait + " s");
        schedule(object, work, wait, Math.min(wait * 2, LONGEST_WAIT_SECONDS));
    }

    @Override
    public final Set<Void> getSecondaryResources(P primary) {
        return Set.of();
    }
}
