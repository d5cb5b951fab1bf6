package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildSettings;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuild;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuildLog;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.CompiledJenkinsfile;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.DeclaredJobProperties;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.DeclaredParameters;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The queue and the builds: what runs when. Guarded by the engine's lock.
 *
 * <p>A run has one record, which is on disk before {@link #enqueue} returns and says that its build has begun before the
 * first step is run. So after a kill at any moment a run waits and never ran, or is found as a build.
 */
final class EmbeddedRuns {
    private static final String RECORD = "run.json";
    private static final BuildOutcome CANCELLED = new BuildOutcome(Result.CANCELLED_IN_QUEUE, "cancelled in the queue");

    private final Object lock;
    private final EmbeddedStateFolder state;
    private final EmbeddedItems items;
    private final EmbeddedEventDispatcher events;
    private final int executors;
    private final boolean ignoreAgents;
    private final List<EmbeddedRun> queue = new ArrayList<>();
    private final List<EmbeddedRun> running = new ArrayList<>();
    private final Queue<EmbeddedBuild> abandoned = new ConcurrentLinkedQueue<>();
    private long lastPosition;

    EmbeddedRuns(
            Object lock,
            EmbeddedStateFolder state,
            EmbeddedItems items,
            EmbeddedEventDispatcher events,
            int executors,
            boolean ignoreAgents) {
        this.lock = lock;
        this.state = state;
        this.items = items;
        this.events = events;
        this.executors = executors;
        this.ignoreAgents = ignoreAgents;
        items.jobs().forEach(this::load);
        queue.sort(Comparator.comparing(run -> run.record.position()));
    }

    private void load(EmbeddedJob job) {
        for (Path folder : state.list(state.runs(job.name()))) {
            state.read(folder.resolve(RECORD), RunRecord.class).ifPresent(record -> {
                EmbeddedRun run = new EmbeddedRun(job, record);
                job.runs.put(record.run().uid(), run);
                lastPosition = Math.max(lastPosition, record.position());
                if (record.waits()) {
                    queue.add(run);
                } else if (!record.over()) {
                    try (EmbeddedBuildLog log = new EmbeddedBuildLog(folder, List.of())) {
                        log.end(BuildOutcome.INTERRUPTED, true);
                    }
                    write(run, record.ended(BuildOutcome.INTERRUPTED));
                }
            });
        }
    }

    private Path folder(EmbeddedRun run) {
        return state.run(run.job.name(), run.record.position());
    }

    private void write(EmbeddedRun run, RunRecord record) {
        run.record = record;
        state.write(folder(run).resolve(RECORD), record);
    }

    Optional<EmbeddedRun> find(JobName job, RunRef run) {
        return items.job(job).map(found -> found.runs.get(run.uid()));
    }

    /** Gives the folder of a run's build, nothing if there is no build. */
    Optional<Path> build(JobName job, RunRef run) {
        return find(job, run).filter(found -> found.record.number() != null).map(this::folder);
    }

    EmbeddedRun enqueue(EmbeddedJob job, RunRequest request, Map<String, String> values) {
        if (request.highestNumber() > lastNumber(job.name())) {
            state.write(state.number(job.name()), request.highestNumber());
        }
        EmbeddedRun run = new EmbeddedRun(job, RunRecord.queued(++lastPosition, request, values));
        write(run, run.record);
        job.runs.put(run.ref().uid(), run);
        queue.add(run);
        fireChanged(run);
        dispatch();
        return run;
    }

    /** Starts what can start, in the order of the queue; what cannot says why. */
    void dispatch() {
        for (EmbeddedRun run : List.copyOf(queue)) {
            run.waitsFor = obstacle(run.job);
            if (run.waitsFor.isEmpty()) {
                queue.remove(run);
                begin(run);
            }
        }
    }

    private String obstacle(EmbeddedJob job) {
        if (job.record.disabled()) {
            return "Job " + job.name() + " is disabled";
        }
        Optional<EmbeddedRun> before =
                running.stream().filter(run -> run.job == job).findFirst();
        if (job.oneAtATime() && before.isPresent()) {
            return "Build #" + before.get().record.number() + " is already in progress";
        }
        // A build that waits for a person leaves its executor to others.
        long busy = running.stream().filter(run -> run.question().isEmpty()).count();
        return busy < executors ? "" : "Waiting for one of " + executors + " executors";
    }

    private void begin(EmbeddedRun run) {
        Map<String, String> values = run.record.values();
        try {
            write(run, run.record.begun(nextNumber(run.job.name())));
            run.build = build(run, values);
            running.add(run);
            run.build.start();
            fireChanged(run);
        } catch (RuntimeException e) {
            end(run, new BuildOutcome(Result.FAILURE, "the build could not begin: " + e.getMessage()));
        }
    }

    private EmbeddedBuild build(EmbeddedRun run, Map<String, String> values) {
        EmbeddedJob job = run.job;
        DeclaredParameters parameters = job.parameters();
        CompiledJenkinsfile jenkinsfile = job.jenkinsfile;
        Map<String, Object> params = parameters.typed(values);
        String by = run.record.startedBy();
        BuildSettings settings = new BuildSettings(
                job.name(),
                run.record.number(),
                by.isEmpty() ? run.ref().toString() : by + " (" + run.ref() + ")",
                values,
                parameters.secrets(values),
                folder(run),
                ignoreAgents);
        return new EmbeddedBuild(
                settings, build -> jenkinsfile.run(build, params), () -> changed(run), outcome -> ended(run, outcome));
    }

    private int nextNumber(JobName job) {
        int next = lastNumber(job) + 1;
        state.write(state.number(job), next);
        return next;
    }

    private int lastNumber(JobName job) {
        return state.read(state.number(job), Integer.class).orElse(0);
    }

    private void changed(EmbeddedRun run) {
        synchronized (lock) {
            dispatch();
            fireChanged(run);
        }
    }

    /** Called by a build, last. One that was abandoned leaves no end: the next life finds it interrupted. */
    private void ended(EmbeddedRun run, BuildOutcome outcome) {
        synchronized (lock) {
            if (!run.build.isAbandoned()) {
                end(run, outcome);
            }
        }
    }

    private void end(EmbeddedRun run, BuildOutcome outcome) {
        running.remove(run);
        run.build = null;
        try {
            write(run, run.record.ended(outcome));
        } finally {
            fireChanged(run);
            discardOld(run.job);
            dispatch();
        }
    }

    /** Deletes the builds that the Jenkinsfile does not want to keep. */
    private void discardOld(EmbeddedJob job) {
        DeclaredJobProperties properties = job.jenkinsfile.properties();
        long keep = properties.buildsToKeep().orElse(Long.MAX_VALUE);
        Instant oldest = properties.daysToKeep().isEmpty()
                ? Instant.MIN
                : Instant.now().minus(Duration.ofDays(properties.daysToKeep().getAsLong()));
        List<EmbeddedRun> over = job.runs.values().stream()
                .filter(run -> run.record.over() && run.record.number() != null)
                .sorted(Comparator.comparing((EmbeddedRun run) -> run.record.number())
                        .reversed())
                .toList();
        for (int i = 0; i < over.size(); i++) {
            if (i >= keep || over.get(i).record.endedAt().isBefore(oldest)) {
                delete(over.get(i));
            }
        }
    }

    void stop(EmbeddedRun run) {
        if (queue.remove(run)) {
            write(run, run.record.ended(CANCELLED));
            fireChanged(run);
        } else if (run.build != null) {
            run.build.stop();
        }
    }

    /** Forgets a run; its build ends without a record. */
    void delete(EmbeddedRun run) {
        state.discard(folder(run));
        run.job.runs.remove(run.ref().uid());
        forget(run);
        dispatch();
    }

    /** Forgets all runs of a job that is gone. */
    void deleteAll(EmbeddedJob job) {
        job.runs.values().forEach(this::forget);
        job.runs.clear();
        dispatch();
    }

    private void forget(EmbeddedRun run) {
        queue.remove(run);
        if (running.remove(run)) {
            abandon(run);
        }
        fireChanged(run);
    }

    private void abandon(EmbeddedRun run) {
        run.build.abandon();
        abandoned.add(run.build);
    }

    /** Ends everything as a kill would. */
    void abandonAll() {
        queue.clear();
        running.forEach(this::abandon);
    }

    /** Called without the lock: waits until abandoned builds touch nothing any more. */
    void awaitAbandoned() {
        abandoned.forEach(EmbeddedBuild::awaitEnd);
        abandoned.removeIf(EmbeddedBuild::isOver);
        state.emptyTrash();
    }

    private void fireChanged(EmbeddedRun run) {
        events.fire(new EngineEvent.RunChanged(run.ref()));
    }
}
