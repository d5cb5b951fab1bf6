package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.State;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** A listener that remembers what it was told. */
final class Witness implements EngineListener, AutoCloseable {
    private final Queue<String> runUids = new ConcurrentLinkedQueue<>();
    private final Queue<String> places = new ConcurrentLinkedQueue<>();
    private final Engine engine;
    private final Engine.Subscription subscription;

    private Witness(Engine engine) {
        this.engine = engine;
        subscription = engine.subscribe(this);
    }

    static Witness of(Engine engine) {
        return new Witness(engine);
    }

    static EngineListener thatThrows() {
        return new EngineListener() {
            @Override
            public void runChanged(RunRef run) {
                throw new IllegalStateException("This listener is broken on purpose");
            }

            @Override
            public void jobChanged(JobName job) {}

            @Override
            public void branchesChanged(JobName pipeline) {}

            @Override
            public void buildsChanged(JobName pipeline) {}

            @Override
            public void folderChanged(String folder) {}
        };
    }

    @Override
    public void runChanged(RunRef run) {
        runUids.add(run.uid());
    }

    @Override
    public void jobChanged(JobName job) {
        places.add(job.toString());
    }

    @Override
    public void branchesChanged(JobName pipeline) {}

    @Override
    public void buildsChanged(JobName pipeline) {}

    @Override
    public void folderChanged(String folder) {
        places.add(folder);
    }

    /**
     * Acts as the operator does: looks at the run after each event and only then. If the engine is silent about a
     * change, the state is never seen.
     */
    void sees(Sample sample, RunRequest run, State state) {
        AtomicReference<State> seen = new AtomicReference<>();
        Await.until(run.run() + " was told to be " + state, () -> {
            if (runUids.remove(run.run().uid())) {
                seen.set(engine.find(sample.job, run.run())
                        .map(RunSnapshot::state)
                        .orElse(null));
            }
            return seen.get() == state;
        });
    }

    boolean sawTheLossOf(RunRequest run) {
        return runUids.remove(run.run().uid())
                && engine.find(run.job(), run.run()).isEmpty();
    }

    /** @param place full name of a folder or job */
    void seesChangeOf(String place) {
        Await.until("a change of " + place + " is told", () -> places.contains(place));
    }

    void forget() {
        places.clear();
        runUids.clear();
    }

    boolean heardNothing() {
        return runUids.isEmpty() && places.isEmpty();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
