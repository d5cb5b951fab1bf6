package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A listener that records the events it gets. */
final class RecordingListener implements Consumer<EngineEvent>, AutoCloseable {
    private final Queue<String> runUids = new ConcurrentLinkedQueue<>();
    private final Queue<String> places = new ConcurrentLinkedQueue<>();
    private final Engine engine;
    private final Engine.Subscription subscription;

    private RecordingListener(Engine engine) {
        this.engine = engine;
        subscription = engine.subscribe(this);
    }

    static RecordingListener of(Engine engine) {
        return new RecordingListener(engine);
    }

    static Consumer<EngineEvent> throwingListener() {
        return event -> {
            throw new IllegalStateException("This listener is broken on purpose");
        };
    }

    @Override
    public void accept(EngineEvent event) {
        if (event instanceof EngineEvent.RunChanged changed) {
            runUids.add(changed.run().uid());
        } else if (event instanceof EngineEvent.JobChanged changed) {
            places.add(changed.job().toString());
        } else if (event instanceof EngineEvent.FolderChanged changed) {
            places.add(changed.folder());
        }
    }

    /**
     * Waits for a state of a run. Reads the run only after an event, as the operator does, so the wait fails if the
     * engine does not report the change.
     */
    void awaitState(EngineTestProject project, RunRequest run, State state) {
        AtomicReference<State> seen = new AtomicReference<>();
        await("an event about " + run.run() + " with state " + state).until(() -> {
            if (runUids.remove(run.run().uid())) {
                seen.set(engine.runs()
                        .find(project.job, run.run())
                        .map(RunSnapshot::state)
                        .orElse(null));
            }
            return seen.get() == state;
        });
    }

    boolean sawDeletionOf(RunRequest run) {
        return runUids.remove(run.run().uid())
                && engine.runs()
                        .find(run.job(), run.run())
                        .filter(RunSnapshot::isBuildDeleted)
                        .isPresent();
    }

    /** @param place full name of a folder or job */
    void awaitChangeOf(String place) {
        await("an event about " + place).until(() -> places.contains(place));
    }

    void clear() {
        places.clear();
        runUids.clear();
    }

    boolean hasNoEvents() {
        return runUids.isEmpty() && places.isEmpty();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
