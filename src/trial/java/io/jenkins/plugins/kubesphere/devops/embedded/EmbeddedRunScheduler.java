package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildSettings;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuild;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuildLog;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.CompiledJenkinsfile;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.EmbeddedJobParameters;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps the queue and the running builds, and decides which run starts when. Guarded by the lock of the engine.
 *
 * <p>Each run has one record on disk. It is written before {@link #enqueue} returns, once more before the first step
 * of its build, and once more at its end. An abandoned build still runs, but its end is no longer recorded. After a
 * kill at any moment, a run therefore is either still queued and has run no step, or has a build.
 */
final class EmbeddedRunScheduler {
    private static final BuildOutcome CANCELLED =
            new BuildOutcome(RunResult.CANCELLED_IN_QUEUE, "cancelled in the queue");

    private final Object lock;
    private final EmbeddedRunStore store;
    private final EmbeddedItems items;
    private final EmbeddedEventDispatcher events;
    private final int executors;
    private final boolean ignoreAgents;
    private final EmbeddedEndRecorder ends;
    private final List<EmbeddedRun> queue = new ArrayList<>();
    private final List<EmbeddedRun> running = new ArrayList<>();
    private final Queue<EmbeddedBuild> abandoned = new ConcurrentLinkedQueue<>();
    private long lastPosition;

    EmbeddedRunScheduler(
            Object lock,
            EmbeddedRunStore store,
            EmbeddedItems items,
            EmbeddedEventDispatcher events,
            int executors,
            boolean ignoreAgents) {
        this.lock = lock;
        this.store = store;
        this.items = items;
        this.events = events;
        this.executors = executors;
        this.ignoreAgents = ignoreAgents;
        this.ends = new EmbeddedEndRecorder(lock, store, this::afterEnd);
        items.jobs().forEach(this::load);
        queue.sort(Comparator.comparing(run -> run.record.position()));
    }

    private void load(EmbeddedJob job) {
        job.deletedBuilds = store.loadDeletedBuilds(job.name());
        for (EmbeddedRunRecord record : store.load(job.name())) {
            EmbeddedRun run = new EmbeddedRun(job, record);
            job.runs.put(record.run().uid(), run);
            lastPosition = Math.max(lastPosition, record.position());
            if (record.waitsInQueue()) {
                queue.add(run);
            } else if (!record.hasEnded()) {
                try (EmbeddedBuildLog log = new EmbeddedBuildLog(store.runFolder(run), List.of())) {
                    log.writeEnd(BuildOutcome.INTERRUPTED, true);
                }
                store.write(run, record.ended(BuildOutcome.INTERRUPTED, Instant.now()));
            }
        }
    }

    Optional<EmbeddedRun> find(JobName job, PipelineRunRef run) {
        return items.findJob(job).map(found -> found.runs.get(run.uid()));
    }

    /** Returns the state of a run whose build somebody deleted. */
    Optional<RunSnapshot> findDeleted(JobName job, PipelineRunRef run) {
        return items.findJob(job).flatMap(found -> found.deletedBuilds.find(run));
    }

    /** Returns the folder of the build of a run; empty if the run has no build. */
    Optional<Path> buildFolder(JobName job, PipelineRunRef run) {
        return find(job, run).filter(found -> found.record.number() != null).map(store::runFolder);
    }

    /** @param jenkinsfile the Jenkinsfile of the run that is replayed; null for that of the job when the build starts */
    EmbeddedRun enqueue(EmbeddedJob job, RunRequest request, Map<String, String> values, String jenkinsfile) {
        store.raiseLastNumber(job.name(), request.highestBuildNumber());
        EmbeddedRun run = new EmbeddedRun(job, EmbeddedRunRecord.queued(++lastPosition, request, values, jenkinsfile));
        store.write(run, run.record);
        job.runs.put(run.ref().uid(), run);
        queue.add(run);
        fireChanged(run);
        dispatch();
        return run;
    }

    /** Starts the queued runs that can start, in the order of the queue, and sets the queue reason of the others. */
    void dispatch() {
        for (EmbeddedRun run : List.copyOf(queue)) {
            // A start that fails ends its run, and that may start the others already.
            if (queue.contains(run)) {
                run.queueReason = queueReason(run.job);
                if (run.queueReason.isEmpty()) {
                    queue.remove(run);
                    startBuild(run);
                }
            }
        }
    }

    /** Returns why the next run of a job cannot start; empty if it can. */
    private String queueReason(EmbeddedJob job) {
        if (!ends.isComplete()) {
            return "Waiting until the end of an earlier run can be recorded; free space on the disk of the engine";
        }
        if (job.record.disabled()) {
            return "Job " + job.name() + " is disabled";
        }
        Optional<EmbeddedRun> previous =
                running.stream().filter(run -> run.job == job).findFirst();
        if (job.disablesConcurrentBuilds() && previous.isPresent()) {
            return "Build #" + previous.get().record.number() + " is already in progress";
        }
        // A build that waits for an input uses no executor.
        long busy = running.stream().filter(run -> run.pendingInput().isEmpty()).count();
        return busy < executors ? "" : "Waiting for a free executor; the engine has " + executors;
    }

    private void startBuild(EmbeddedRun run) {
        Map<String, String> values = run.record.values();
        CompiledJenkinsfile jenkinsfile = run.record.jenkinsfile() == null
                ? run.job.jenkinsfile
                : new CompiledJenkinsfile(run.job.name(), run.record.jenkinsfile());
        try {
            store.write(
                    run,
                    run.record.started(
                            store.nextNumber(run.job.name()),
                            run.job.parameters().shown(values),
                            jenkinsfile.script()));
            run.build = createBuild(run, values, jenkinsfile);
            running.add(run);
            run.build.start();
            fireChanged(run);
        } catch (RuntimeException e) {
            endRun(run, new BuildOutcome(RunResult.FAILURE, "the build could not start: " + e.getMessage()));
        }
    }

    private EmbeddedBuild createBuild(EmbeddedRun run, Map<String, String> values, CompiledJenkinsfile jenkinsfile) {
        EmbeddedJob job = run.job;
        EmbeddedJobParameters parameters = job.parameters();
        Map<String, Object> params = parameters.convert(values);
        BuildSettings settings = new BuildSettings(
                job.name(),
                run.record.number(),
                run.startedBy(),
                values,
                parameters.passwords(values),
                store.runFolder(run),
                ignoreAgents);
        EmbeddedBuild build = new EmbeddedBuild(
                settings,
                started -> jenkinsfile.run(started, params),
                () -> onInputChange(run),
                () -> events.fire(new EngineEvent.RunGraphChanged(run.ref())),
                outcome -> onEnd(run, outcome));
        run.graph = Optional.of(build.graph());
        return build;
    }

    private void onInputChange(EmbeddedRun run) {
        synchronized (lock) {
            dispatch();
            fireChanged(run);
        }
    }

    /**
     * Called once, at the end of each build. The end of an abandoned build is not recorded: either its run was deleted,
     * or the engine was closed and the next engine records the build as interrupted.
     */
    private void onEnd(EmbeddedRun run, BuildOutcome outcome) {
        synchronized (lock) {
            if (!run.build.isAbandoned()) {
                endRun(run, outcome);
            }
        }
    }

    private void endRun(EmbeddedRun run, BuildOutcome outcome) {
        running.remove(run);
        run.build = null;
        ends.record(run, outcome);
        if (!ends.isComplete()) {
            fireChanged(run);
            dispatch();
        }
    }

    private void afterEnd(EmbeddedRun run) {
        fireChanged(run);
        run.job.findOldBuilds().forEach(this::discard);
        dispatch();
    }

    /** Gives a build that a user started to a run. Returns false if there is no such build. */
    boolean adopt(EmbeddedJob job, PipelineRunRef ref, int number) {
        Optional<EmbeddedRun> found = job.runs.values().stream()
                .filter(run ->
                        run.record.belongsToNoRun() && run.record.number() != null && run.record.number() == number)
                .findFirst();
        found.ifPresent(run -> {
            job.runs.remove(run.ref().uid());
            store.write(run, run.record.withRun(ref));
            job.runs.put(ref.uid(), run);
        });
        return found.isPresent();
    }

    void stop(EmbeddedRun run) {
        if (queue.remove(run)) {
            ends.record(run, CANCELLED);
        } else if (run.build != null) {
            run.build.stop();
        }
    }

    /** Pauses or resumes the build of a run; returns false if the run has no running build. */
    boolean setPaused(EmbeddedRun run, boolean paused) {
        if (run.build == null || run.record.hasEnded()) {
            return false;
        }
        run.build.setPaused(paused);
        fireChanged(run);
        return true;
    }

    /** Deletes the build of a run as a person or a discarder does. The run is never built again. */
    void discard(EmbeddedRun run) {
        // Before the build is deleted: after a kill in between, the run has a build and is remembered.
        run.job.deletedBuilds.add(run);
        store.writeDeletedBuilds(run.job);
        delete(run);
    }

    /** Makes a run whose build was deleted one that may be built again. */
    void allowBuildAgain(JobName job, PipelineRunRef run) {
        items.findJob(job).filter(found -> found.deletedBuilds.remove(run)).ifPresent(store::writeDeletedBuilds);
    }

    /** Deletes a run, which may be built again. If its build is running, the build ends without a record. */
    void delete(EmbeddedRun run) {
        store.delete(run);
        run.job.runs.remove(run.ref().uid());
        remove(run);
        dispatch();
    }

    /** Removes all runs of a job that was deleted. */
    void deleteAll(EmbeddedJob job) {
        job.runs.values().forEach(this::remove);
        job.runs.clear();
        dispatch();
    }

    private void remove(EmbeddedRun run) {
        queue.remove(run);
        ends.forget(run);
        if (running.remove(run)) {
            abandon(run);
        }
        fireChanged(run);
    }

    private void abandon(EmbeddedRun run) {
        run.build.abandon();
        abandoned.add(run.build);
    }

    /** Ends all builds without a record, as a kill would. */
    void abandonAll() {
        queue.clear();
        ends.close();
        running.forEach(this::abandon);
    }

    /**
     * Waits at most 10 seconds for each abandoned build to end. Call this without the lock, because the builds need the
     * lock to end.
     */
    void awaitAbandoned() {
        abandoned.forEach(EmbeddedBuild::awaitEnd);
        abandoned.removeIf(EmbeddedBuild::hasEnded);
        store.emptyTrash();
    }

    private void fireChanged(EmbeddedRun run) {
        if (!run.record.belongsToNoRun()) {
            events.fire(new EngineEvent.RunChanged(run.ref()));
        } else if (run.record.number() != null) {
            events.fire(new EngineEvent.BuildStarted(new BuildRef(run.job.name(), run.record.number())));
        }
    }
}
