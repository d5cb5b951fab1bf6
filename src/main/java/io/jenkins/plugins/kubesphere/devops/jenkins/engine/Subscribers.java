package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineListener;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Passes changes on to whoever subscribed, on the thread that made them: it may hold the queue's lock or run a Pipeline's
 * program, so a listener returns quickly, and nothing it throws gets through.
 */
final class Subscribers {
    private static final Logger LOGGER = Logger.getLogger(Subscribers.class.getName());

    private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();

    Engine.Subscription add(EngineListener listener) {
        // Wrapped, so that one who subscribes twice ends one subscription at a time.
        EngineListener own = new EngineListener() {
            @Override
            public void runChanged(RunRef run) {
                listener.runChanged(run);
            }

            @Override
            public void jobChanged(JobName job) {
                listener.jobChanged(job);
            }

            @Override
            public void branchesChanged(JobName pipeline) {
                listener.branchesChanged(pipeline);
            }

            @Override
            public void buildsChanged(JobName pipeline) {
                listener.buildsChanged(pipeline);
            }

            @Override
            public void folderChanged(String folder) {
                listener.folderChanged(folder);
            }
        };
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    void runChanged(RunRef run) {
        tell(listener -> listener.runChanged(run));
    }

    void jobChanged(JobName job) {
        tell(listener -> listener.jobChanged(job));
    }

    void branchesChanged(JobName pipeline) {
        tell(listener -> listener.branchesChanged(pipeline));
    }

    void buildsChanged(JobName pipeline) {
        tell(listener -> listener.buildsChanged(pipeline));
    }

    void folderChanged(String folder) {
        tell(listener -> listener.folderChanged(folder));
    }

    private void tell(Consumer<EngineListener> change) {
        for (EngineListener listener : listeners) {
            try {
                change.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOGGER.log(Level.WARNING, "A listener failed; the next sweep makes good for it", e);
            }
        }
    }
}
