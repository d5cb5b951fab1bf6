package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.CoalescingQueue;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Imports builds in the background, on threads of its own, so that hundreds of new builds delay no run. A build is
 * imported when it starts. The builds of a pipeline that were missed are imported once after each start of the
 * operator, and again a minute after something failed. No build is in the queue twice, and the queue has a limit.
 */
public final class BuildImportQueue implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(BuildImportQueue.class.getName());

    private static final int THREADS = 4;
    private static final int THREADS_OF_NAMESPACE = 2;
    private static final int MAX_QUEUED = 10_000;

    /** How many builds of each job or branch are read for those that were missed. */
    private static final int MAX_MISSED = 100;

    /** Older builds are missed builds only if they are newer than each known run of the pipeline. */
    private static final Duration MISSED_PERIOD = Duration.ofDays(1);

    private static final Duration SCAN_INTERVAL = Duration.ofSeconds(5);
    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);
    private static final int MAX_FAILURES_IN_A_ROW = 5;
    private static final int MAX_PIPELINES = 100_000;

    private final UnboundBuildReader builds;
    private final ImportSwitch imports;
    private final Function<JobName, Stream<PipelineRun>> runs;
    private final BooleanSupplier runsAreKnown;
    private final BuildImporter importer;
    private final PatchWriter patches;
    private final EventRecorder events;
    private final Clock clock;
    private final FairExecutor threads = FairExecutor.withLimit("imports", THREADS, THREADS_OF_NAMESPACE);
    private final CoalescingQueue<JobName> scans = new CoalescingQueue<>("import scans", SCAN_INTERVAL, this::scan);
    private final Semaphore free = new Semaphore(MAX_QUEUED);
    private final Set<BuildName> queued = ConcurrentHashMap.newKeySet();
    private final Set<JobName> histories = ConcurrentHashMap.newKeySet();
    /** The pipelines whose missed builds were asked for. */
    private final Set<JobName> requested = BoundedCollections.set(MAX_PIPELINES);
    /** The pipelines whose missed builds were looked for. */
    private final Set<JobName> scanned = BoundedCollections.set(MAX_PIPELINES);

    /**
     * @param runs returns the known runs of a job or a branch
     * @param runsAreKnown whether these are all runs. Before that nothing is imported: a build may have a run already
     */
    public BuildImportQueue(
            String instanceId,
            Engine engine,
            KubernetesClient client,
            ImportSwitch imports,
            Function<JobName, Stream<PipelineRun>> runs,
            BooleanSupplier runsAreKnown,
            EventRecorder events,
            Clock clock) {
        this.builds = engine.unboundBuilds();
        this.imports = imports;
        this.runs = runs;
        this.runsAreKnown = runsAreKnown;
        this.importer = new BuildImporter(instanceId, client, engine.runs(), builds, imports, runs, events);
        this.patches = new PatchWriter(client);
        this.events = events;
        this.clock = clock;
    }

    /** Imports a build that was started in the engine. */
    public void onBuildStarted(BuildName build) {
        // Before the first scan nothing is lost: the scan will find this build.
        if (scanned.contains(build.job().withoutBranch())) {
            add(build);
        }
    }

    /** Imports the builds of a pipeline that were missed, once, and all its builds if the Pipeline asks for it. */
    public void onJobSynced(JobName pipeline) {
        if (!imports.isOnFor(pipeline)) {
            scanned.remove(pipeline);
            requested.remove(pipeline);
        } else if (requested.add(pipeline) || wantsHistory(pipeline)) {
            scans.schedule(pipeline, Duration.ZERO);
        }
    }

    private void add(BuildName build) {
        if (!queued.add(build)) {
            return;
        }
        if (!free.tryAcquire()) {
            queued.remove(build);
            retry(build.job());
            return;
        }
        execute(build.job(), () -> {
            // First this: a later event must not be lost.
            queued.remove(build);
            free.release();
            importer.importBuild(build);
        });
    }

    private void execute(JobName job, Runnable task) {
        try {
            threads.execute(job.folder(), () -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOGGER.log(Level.FINE, e, () -> "A build of " + job + " was not imported; it is tried again");
                    retry(job);
                }
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The build was not imported, because the session is closed", e);
        }
    }

    private void retry(JobName job) {
        scans.schedule(job.withoutBranch(), RETRY_DELAY);
    }

    private void scan(JobName pipeline) {
        if (!imports.isOnFor(pipeline)) {
            return;
        }
        if (!runsAreKnown.getAsBoolean()) {
            scans.schedule(pipeline, SCAN_INTERVAL);
            return;
        }
        // First this: a build that starts after the list was read must be imported, too.
        scanned.add(pipeline);
        // Reading the builds of many branches takes long, and other projects must not wait for it.
        execute(pipeline, () -> builds.list(pipeline, missedSince(pipeline), MAX_MISSED)
                .forEach(this::add));
        if (wantsHistory(pipeline) && histories.add(pipeline)) {
            execute(pipeline, () -> importHistory(pipeline));
        }
    }

    /** A pipeline that existed before this operator does not get its whole history. */
    private Instant missedSince(JobName pipeline) {
        Instant yesterday = clock.instant().minus(MISSED_PERIOD);
        return runs.apply(pipeline)
                .map(RunRequestFactory::createdAt)
                .max(Instant::compareTo)
                .filter(yesterday::isAfter)
                .orElse(yesterday);
    }

    private boolean wantsHistory(JobName pipeline) {
        return imports.findImporting(pipeline)
                .flatMap(found -> MetadataReader.annotation(found, PipelineAnnotations.REQUEST_TO_SYNC_RUNS))
                .isPresent();
    }

    /**
     * Creates the missing runs, and deletes nothing. The annotation is removed last, so a crash repeats all of it. A
     * build that fails does not hold up those after it, but after several in a row the API server accepts none now.
     */
    private void importHistory(JobName pipeline) {
        try {
            List<BuildName> missing = builds.list(pipeline, Instant.EPOCH, Integer.MAX_VALUE);
            RuntimeException failure = null;
            int failuresInARow = 0;
            for (BuildName build : missing) {
                try {
                    importer.importBuild(build);
                    failuresInARow = 0;
                } catch (RuntimeException e) {
                    failure = e;
                    if (++failuresInARow == MAX_FAILURES_IN_A_ROW) {
                        break;
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
            imports.findImporting(pipeline).ifPresent(found -> endRequest(found, missing.size()));
        } finally {
            histories.remove(pipeline);
        }
    }

    private void endRequest(Pipeline pipeline, int count) {
        ObjectNode change = PatchWriter.emptyPatch();
        change.withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .putNull(PipelineAnnotations.REQUEST_TO_SYNC_RUNS);
        patches.merge(pipeline, change);
        events.normal(
                pipeline, EventReasons.RUNS_SYNCED, "Each build has a PipelineRun now; " + count + " builds had none");
    }

    @Override
    public void close() {
        scans.close();
        threads.close();
    }
}
