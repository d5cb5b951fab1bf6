package io.jenkins.plugins.kubesphere.devops.operator.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.Patches;
import java.net.HttpURLConnection;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Claims each new run for this home, in one write before anything else: finalizer, so that its build is never left
 * behind; instance stamp, so that no other home starts it too; pipeline label, so that it can be listed. The framework
 * would add the finalizer in a write of its own. Until the claim stands, {@link RunFilter} holds the run back.
 */
final class RunClaims extends AbstractEventSource<Void, PipelineRun> implements ResourceEventAware<PipelineRun> {
    private static final Logger LOGGER = Logger.getLogger(RunClaims.class.getName());
    private static final int LANES = 8;
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final String home;
    private final Patches patches;
    // Not made at the start: the framework tells of what the cluster holds before it starts this source.
    private final ScheduledThreadPoolExecutor lanes = lanes();

    RunClaims(String home, KubernetesClient client) {
        super(Void.class, "claims");
        this.home = home;
        this.patches = new Patches(client);
    }

    @Override
    public synchronized void stop() {
        super.stop();
        lanes.shutdownNow();
    }

    @Override
    public void onResourceCreated(PipelineRun run) {
        look(run);
    }

    @Override
    public void onResourceUpdated(PipelineRun run, PipelineRun before) {
        look(run);
    }

    /** Called on the informer's thread: only decides, writes elsewhere. */
    private void look(PipelineRun run) {
        if (needsClaim(run)) {
            claim(run, 1, 0);
        }
    }

    private boolean needsClaim(PipelineRun run) {
        return !run.isMarkedForDeletion()
                && !RunMarks.isOver(run)
                && RunMarks.isNamed(run)
                && !RunMarks.isForeign(run, home)
                && !RunMarks.isClaimed(run, home);
    }

    private synchronized void claim(PipelineRun run, long nextWait, long wait) {
        if (!lanes.isShutdown()) {
            lanes.schedule(() -> write(run, nextWait), wait, TimeUnit.SECONDS);
        }
    }

    private void write(PipelineRun run, long nextWait) {
        try {
            patches.mergeUnchanged(run, marks(run));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "Could not claim " + RunMarks.ref(run) + ", trying again in " + nextWait + " s");
                claim(run, Math.min(nextWait * 2, LONGEST_WAIT_SECONDS), nextWait);
            }
            // Otherwise it is gone, or somebody wrote it meanwhile: the watch brings what it is now.
        }
    }

    private ObjectNode marks(PipelineRun run) {
        ObjectNode change = Patches.change();
        ObjectNode metadata = change.withObjectProperty("metadata");
        ArrayNode finalizers = metadata.putArray("finalizers");
        run.getMetadata().getFinalizers().forEach(finalizers::add);
        if (!run.hasFinalizer(Finalizers.RUN)) {
            finalizers.add(Finalizers.RUN);
        }
        metadata.withObjectProperty("labels").put(Labels.PIPELINE, RunMarks.label(run));
        metadata.withObjectProperty("annotations").put(RunAnnotations.INSTANCE, home);
        return change;
    }

    private static ScheduledThreadPoolExecutor lanes() {
        ScheduledThreadPoolExecutor lanes = new ScheduledThreadPoolExecutor(LANES, task -> {
            Thread thread = new Thread(task, "kubesphere-devops claims");
            thread.setDaemon(true);
            return thread;
        });
        lanes.setKeepAliveTime(10, TimeUnit.SECONDS);
        lanes.allowCoreThreadTimeOut(true);
        return lanes;
    }

    @Override
    public Set<Void> getSecondaryResources(PipelineRun primary) {
        return Set.of();
    }
}
