package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Changes the state of the embedded engine as a person would. The engine has no user interface for that. Each method
 * takes the lock of the engine.
 */
public final class EmbeddedUserActions implements UserActions {
    private final Object lock;
    private final EmbeddedItems items;
    private final EmbeddedRunScheduler runs;
    private final EmbeddedEventDispatcher events;

    public EmbeddedUserActions(EmbeddedEngine engine) {
        this.lock = engine.lock;
        this.items = engine.items;
        this.runs = engine.runs;
        this.events = engine.events;
    }

    @Override
    public void createFolder(String name) {
        synchronized (lock) {
            items.writeFolder(name, EmbeddedItems.MANUAL_OWNER);
        }
    }

    @Override
    public void createJob(JobName job) {
        synchronized (lock) {
            NoScmPipeline empty = NoScmPipelineBuilder.named(job.job()).build();
            items.writeJob(new EmbeddedJobRecord(job, EmbeddedItems.MANUAL_OWNER, empty, false));
        }
    }

    @Override
    public void disable(JobName job) {
        setDisabled(job, true);
    }

    @Override
    public void enable(JobName job) {
        setDisabled(job, false);
    }

    private void setDisabled(JobName name, boolean disabled) {
        synchronized (lock) {
            EmbeddedJobRecord record = job(name).record.withDisabled(disabled);
            items.writeJob(record);
            fireChanged(record);
            runs.dispatch();
        }
    }

    @Override
    public void deleteFolder(String name) {
        synchronized (lock) {
            items.deleteFolder(name).forEach(this::forget);
            events.fire(new EngineEvent.FolderChanged(name));
        }
    }

    @Override
    public void deleteJob(JobName name) {
        synchronized (lock) {
            EmbeddedJob job = job(name);
            items.deleteJob(job);
            forget(job);
        }
    }

    private void forget(EmbeddedJob job) {
        runs.deleteAll(job);
        fireChanged(job.record);
    }

    private void fireChanged(EmbeddedJobRecord job) {
        events.fire(new EngineEvent.JobChanged(job.name()));
    }

    @Override
    public void deleteBuild(JobName job, PipelineRunRef run) {
        synchronized (lock) {
            runs.discard(runs.find(job, run).orElseThrow());
        }
    }

    @Override
    public void cancel(JobName job, PipelineRunRef run) {
        synchronized (lock) {
            runs.stop(runs.find(job, run).orElseThrow());
        }
    }

    /** Starts a build without a PipelineRun. */
    public void startBuild(JobName name, String user) {
        synchronized (lock) {
            EmbeddedJob job = job(name);
            PipelineRunRef ref = new PipelineRunRef("", "", "build-of-user-" + UUID.randomUUID());
            RunRequest request = new RunRequest(ref, name, Instant.now(), user, List.of());
            runs.enqueue(job, request, job.parameters().values(request), null);
        }
    }

    @Override
    public int countBuilds(JobName job) {
        synchronized (lock) {
            return items.findAnyJob(job)
                    .map(found -> found.runs.values().stream()
                            .filter(run -> run.record.number() != null)
                            .count())
                    .orElse(0L)
                    .intValue();
        }
    }

    private EmbeddedJob job(JobName name) {
        return items.findAnyJob(name).orElseThrow();
    }
}
