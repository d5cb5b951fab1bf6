package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.CoalescingQueue;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Imports builds in the background, on threads of its own, so that hundreds of new builds delay no run. A build is
 * imported when it starts. The builds of a pipeline that were missed are imported once after each start of the
 * operator, and again a minute after something failed. The queue of builds that start has a limit, and has each of them
 * once.
 */
public final class BuildImportQueue implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(BuildImportQueue.class.getName());

    private static final int THREADS = 4;
    private static final int THREADS_PER_NAMESPACE = 2;
    private static final int MAX_QUEUED = 10_000;

    /** How many builds of each job or branch are read for those that were missed. */
    private static final int MAX_MISSED = 100;

    private static final Duration SCAN_INTERVAL = Duration.ofSeconds(5);
    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);
    private static final int MAX_PIPELINES = 100_000;

    private final UnboundBuildReader builds;
    private final ImportSwitch imports;
    private final MissedBuildCutoff cutoff;
    private final BooleanSupplier runsAreKnown;
    private final BuildImporter importer;
    private final HistoryImporter history;
    private final FairExecutor threads = FairExecutor.withLimit("imports", THREADS, THREADS_PER_NAMESPACE);
    private final CoalescingQueue<JobName> scans = new CoalescingQueue<>("import scans", SCAN_INTERVAL, this::scan);
    private final Semaphore free = new Semaphore(MAX_QUEUED);
    private final Set<BuildRef> queued = ConcurrentHashMap.newKeySet();
    private final Set<JobName> histories = ConcurrentHashMap.newKeySet();
    /** The pipelines whose missed builds are looked for once after the start of the operator. */
    private final Set<JobName> scheduled = BoundedCollections.set(MAX_PIPELINES);
    /** The pipelines whose scan has begun. From then on, a build that starts is imported at once. */
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
        this.cutoff = new MissedBuildCutoff(runs, clock);
        this.runsAreKnown = runsAreKnown;
        this.importer = new BuildImporter(instanceId, client, engine.runs(), builds, imports, runs, events);
        this.history = new HistoryImporter(builds, importer::importBuild, imports, client, events);
    }

    /** Imports a build that was started in the engine. */
    public void onBuildStarted(BuildRef build) {
        // Before the first scan nothing is lost: the scan will find this build.
        if (scanned.contains(build.job().withoutBranch())) {
            add(build);
        }
    }

    /** Imports the builds of a pipeline that were missed, once, and all its builds if the Pipeline asks for it. */
    public void onJobSynced(JobName pipeline) {
        if (!imports.isOnFor(pipeline)) {
            scanned.remove(pipeline);
            scheduled.remove(pipeline);
            cutoff.beginAgain(pipeline);
        } else if (scheduled.add(pipeline) || history.isRequested(pipeline)) {
            scans.schedule(pipeline, Duration.ZERO);
        }
    }

    private void add(BuildRef build) {
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
                    LOGGER.log(Level.FINE, e, () -> "Builds of " + job + " were not imported; they are tried again");
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
        execute(pipeline, () -> importMissed(pipeline));
        if (history.isRequested(pipeline) && histories.add(pipeline)) {
            execute(pipeline, () -> importHistory(pipeline));
        }
    }

    /** The builds of a job in their order: after a crash, the newest run tells which builds are missing. */
    private void importMissed(JobName pipeline) {
        Map<JobName, List<BuildRef>> missed = builds.list(pipeline, cutoff::startOf, MAX_MISSED).stream()
                .collect(Collectors.groupingBy(BuildRef::job, LinkedHashMap::new, Collectors.toList()));
        missed.forEach((job, found) ->
                execute(job, () -> BuildBatchImporter.importAll(found, importer::importBuild, found.size())));
    }

    private void importHistory(JobName pipeline) {
        try {
            history.importAll(pipeline);
        } finally {
            histories.remove(pipeline);
        }
    }

    @Override
    public void close() {
        scans.close();
        threads.close();
    }
}
