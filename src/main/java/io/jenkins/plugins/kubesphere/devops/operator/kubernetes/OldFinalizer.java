package io.jenkins.plugins.kubesphere.devops.operator.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.net.HttpURLConnection;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Releases objects of ks-devops that are being deleted and carry its finalizer but not ours: Kubernetes takes no new
 * finalizer then, so the framework calls neither reconcile nor cleanup for them, and they would hang for ever once the
 * controller that wrote the finalizer is gone.
 */
public final class OldFinalizer<P extends HasMetadata> extends AbstractEventSource<Void, P>
        implements ResourceEventAware<P> {
    private static final Logger LOGGER = Logger.getLogger(OldFinalizer.class.getName());
    private static final long LONGEST_WAIT_SECONDS = 300;

    private final String old;
    private final String ours;
    private final Patches patches;
    private final Consumer<P> undo;
    // Not made at the start: the framework tells of what the cluster holds before it starts this source.
    private final ScheduledThreadPoolExecutor lane;

    /**
     * @param old the finalizer to release
     * @param ours an object that carries this one too is left to its reconciler's cleanup
     * @param undo deletes what the object brought about; called until it does not throw
     */
    public OldFinalizer(String old, String ours, KubernetesClient client, Consumer<P> undo) {
        super(Void.class, "finalizer " + old);
        this.old = old;
        this.ours = ours;
        this.patches = new Patches(client);
        this.undo = undo;
        this.lane = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "kubesphere-devops " + old);
            thread.setDaemon(true);
            return thread;
        });
        lane.setKeepAliveTime(10, TimeUnit.SECONDS);
        lane.allowCoreThreadTimeOut(true);
    }

    @Override
    public synchronized void stop() {
        super.stop();
        lane.shutdownNow();
    }

    @Override
    public void onResourceCreated(P object) {
        look(object);
    }

    @Override
    public void onResourceUpdated(P object, P before) {
        look(object);
    }

    /** Called on the informer's thread: only decides, works elsewhere. */
    private void look(P object) {
        if (object.isMarkedForDeletion() && object.hasFinalizer(old) && !object.hasFinalizer(ours)) {
            release(object, 1, 0);
        }
    }

    private synchronized void release(P object, long nextWait, long wait) {
        if (lane.isShutdown()) {
            return;
        }
        lane.schedule(
                () -> {
                    try {
                        undo.accept(object);
                        patches.mergeUnchanged(object, withoutFinalizer(object));
                    } catch (KubernetesClientException e) {
                        if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                                || e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                            return; // gone, or written by somebody: the watch shows us what it is now
                        }
                        again(object, nextWait, e);
                    } catch (RuntimeException e) {
                        again(object, nextWait, e);
                    }
                },
                wait,
                TimeUnit.SECONDS);
    }

    private void again(P object, long wait, RuntimeException e) {
        LOGGER.log(
                Level.WARNING,
                e,
                () -> "Could not release " + object.getKind() + " "
                        + object.getMetadata().getName() + ", trying again in " + wait + " s");
        release(object, Math.min(wait * 2, LONGEST_WAIT_SECONDS), wait);
    }

    private ObjectNode withoutFinalizer(P object) {
        ObjectNode change = Patches.change();
        ArrayNode finalizers = change.withObjectProperty("metadata").putArray("finalizers");
        object.getMetadata().getFinalizers().stream()
                .filter(finalizer -> !finalizer.equals(old))
                .forEach(finalizers::add);
        return change;
    }

    @Override
    public Set<Void> getSecondaryResources(P primary) {
        return Set.of();
    }
}
