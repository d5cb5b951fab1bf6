package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The queue and the builds: what runs when. Guarded by the engine's lock.
 *
 * <p>A run's queue item is on disk before {@link #enqueue} returns, its build's record before the first step, and the
 * item goes only then. So after a kill at any moment a run is on disk as an item, as a build, or as both, and then the
 * build holds.
 */
final class Runs {
    private static final String BUILD_RECORD = "build.json";

    private final Object lock;
    private final StateFolder state;
    private final Items items;
    private final Events events;
    private final int executors;
    private final Deque<Run> queue = new ArrayDeque<>();
    private long lastPosition;

    Runs(Object lock, StateFolder state, Items items, Events events, int executors) {
        this.lock = lock;
        this.state = state;
        this.items = items;
        this.events = events;
        this.executors = executors;
        items.jobs().forEach(this::loadBuilds);
        state.list(state.queue()).stream()
                .filter(file -> file.toString().endsWith(".json"))
                .forEach(this::loadItem);
    }

    private void loadBuilds(Job job) {
        for (Path folder : state.list(state.job(job.name).resolve("builds"))) {
            Path file = folder.resolve(BUILD_RECORD);
            if (Files.exists(file)) {
                BuildRecord record = state.read(file, BuildRecord.class);
                if (record.endedAt() == null) {
                    record = record.ended(Outcome.INTERRUPTED);
                    try (BuildLog log = new BuildLog(folder)) {
                        log.end(Outcome.INTERRUPTED);
                    }
                    state.write(file, record);
                }
                job.runs.put(record.run().uid(), Run.of(job, record));
            }
        }
    }

    private void loadItem(Path file) {
        QueueRecord item = state.read(file, QueueRecord.class);
        lastPosition = Math.max(lastPosition, item.position());
        Optional<Job> job = items.job(item.job());
        if (job.isEmpty() || job.get().runs.containsKey(item.run().uid())) {
            state.delete(file);
            return;
        }
        Run run = Run.of(job.get(), item);
        job.get().runs.put(item.run().uid(), run);
        if (run.isQueued()) {
            queue.add(run);
        }
    }

    Optional<Run> find(JobName job, RunRef run) {
        return items.job(job).map(found -> found.runs.get(run.uid()));
    }

    Run enqueue(Job job, RunRequest request, Map<String, String> values) {
        QueueRecord item = new QueueRecord(++lastPosition, request.run(), job.name, request.startedBy(), values, null);
        state.write(state.queueItem(item.position()), item);
        Run run = Run.of(job, item);
        job.runs.put(request.run().uid(), run);
        queue.add(run);
        fireChanged(run);
        dispatch();
        return run;
    }

    /** Starts what can start, in the order of the queue; what cannot says why. */
    void dispatch() {
        for (Run run : queue.toArray(Run[]::new)) {
            String obstacle = obstacle(run.job);
            if (obstacle.isEmpty()) {
                queue.remove(run);
                begin(run);
            } else {
                run.waitsFor(obstacle);
            }
        }
    }

    private String obstacle(Job job) {
        if (job.record().disabled()) {
            return "Job " + job.name + " is disabled";
        }
        if (job.record().oneAtATime() && !job.running().isEmpty()) {
            return "Build #" + job.running().get(0).record().number() + " is already in progress";
        }
        // A build that waits for a person leaves its executor to others.
        long busy = items.jobs()
                .flatMap(any -> any.running().stream())
                .filter(run -> run.build().question().isEmpty())
                .count();
        return busy < executors ? "" : "Waiting for one of " + executors + " executors";
    }

    private void begin(Run run) {
        Job job = run.job;
        QueueRecord item = run.item();
        BuildRecord record = BuildRecord.started(run.ref(), nextNumber(job));
        Path folder = state.build(job.name, record.number());
        state.write(folder.resolve(BUILD_RECORD), record);
        state.delete(state.queueItem(item.position()));
        Build build = new Build(
                job.jenkinsfile(),
                job.parameters(),
                state,
                item,
                record,
                previous(job),
                folder,
                workspace(job),
                () -> changed(run),
                outcome -> ended(run, outcome));
        run.began(record, build);
        build.start();
        fireChanged(run);
    }

    private int nextNumber(Job job) {
        Path file = state.number(job.name);
        int known = Files.exists(file) ? state.read(file, Integer.class) : 0;
        state.write(file, known + 1);
        return known + 1;
    }

    private static Outcome previous(Job job) {
        return job.runs.values().stream()
                .map(Run::record)
                .filter(record -> record != null && record.endedAt() != null)
                .reduce((one, other) -> one.number() > other.number() ? one : other)
                .map(record -> new Outcome(record.result(), record.message()))
                .orElse(null);
    }

    /** The job's workspace, or another one if a build is using it already. */
    private Path workspace(Job job) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> state.job(job.name).resolve(i == 1 ? "workspace" : "workspace@" + i))
                .filter(free ->
                        job.running().stream().noneMatch(run -> run.build().usesWorkspace(free)))
                .findFirst()
                .orElseThrow();
    }

    private void changed(Run run) {
        synchronized (lock) {
            dispatch();
            fireChanged(run);
        }
    }

    private void ended(Run run, Outcome outcome) {
        synchronized (lock) {
            if (run.build().isAbandoned()) {
                return; // Deleted, or the engine is closing: the next life finds the record of a running build.
            }
            BuildRecord record = run.record().ended(outcome);
            try {
                state.write(state.build(run.job.name, record.number()).resolve(BUILD_RECORD), record);
            } finally {
                run.ended(record);
                fireChanged(run);
                dispatch();
            }
        }
    }

    void stop(Run run) {
        if (run.isQueued()) {
            QueueRecord cancelled = run.item().cancelled();
            state.write(state.queueItem(cancelled.position()), cancelled);
            queue.remove(run);
            run.cancelled(cancelled);
            fireChanged(run);
        } else if (run.isRunning()) {
            run.build().stop();
        }
    }

    /** Forgets a run; gives its build, if one is running, which ends without a record. */
    List<Build> delete(Run run) {
        if (run.item() == null) {
            state.discard(state.build(run.job.name, run.record().number()));
        }
        run.job.runs.remove(run.ref().uid());
        List<Build> ending = forget(run);
        dispatch();
        return ending;
    }

    /** Forgets all runs of a job that is gone; gives its running builds, which end without a record. */
    List<Build> deleteAll(Job job) {
        List<Build> ending =
                job.runs.values().stream().flatMap(run -> forget(run).stream()).toList();
        job.runs.clear();
        dispatch();
        return ending;
    }

    private List<Build> forget(Run run) {
        if (run.item() != null) {
            state.delete(state.queueItem(run.item().position()));
            queue.remove(run);
        }
        fireChanged(run);
        return abandon(run);
    }

    /** Ends everything as a kill would. */
    List<Build> abandonAll() {
        queue.clear();
        return items.jobs()
                .flatMap(job -> job.running().stream())
                .flatMap(run -> abandon(run).stream())
                .toList();
    }

    private static List<Build> abandon(Run run) {
        if (!run.isRunning()) {
            return List.of();
        }
        run.build().abandon();
        return List.of(run.build());
    }

    private void fireChanged(Run run) {
        events.fire(listener -> listener.runChanged(run.ref()));
    }
}
