package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.ByHand;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;

/** A person at the embedded engine. */
final class EmbeddedHand implements ByHand {
    private final Object lock;
    private final Items items;
    private final Runs runs;
    private final Events events;

    EmbeddedHand(Object lock, Items items, Runs runs, Events events) {
        this.lock = lock;
        this.items = items;
        this.runs = runs;
        this.events = events;
    }

    @Override
    public void createFolder(String name) {
        synchronized (lock) {
            items.write(name, Items.SOMEBODY_ELSE);
        }
    }

    @Override
    public void createJob(JobName job) {
        synchronized (lock) {
            NoScmPipeline empty = new NoScmPipeline(job.job(), null, null, null, null, null, null, null, null);
            items.write(new JobRecord(job, Items.SOMEBODY_ELSE, empty, false));
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
            JobRecord record = job(name).record.disabled(disabled);
            items.write(record);
            fireChanged(record);
            runs.dispatch();
        }
    }

    @Override
    public void deleteFolder(String name) {
        synchronized (lock) {
            items.remove(name).forEach(this::forget);
            events.fire(listener -> listener.folderChanged(name));
        }
    }

    @Override
    public void deleteJob(JobName name) {
        synchronized (lock) {
            Job job = job(name);
            items.remove(job);
            forget(job);
        }
    }

    private void forget(Job job) {
        runs.deleteAll(job);
        fireChanged(job.record);
    }

    private void fireChanged(JobRecord job) {
        events.fire(listener -> listener.jobChanged(job.name()));
    }

    @Override
    public void deleteBuild(JobName job, RunRef run) {
        synchronized (lock) {
            runs.delete(runs.find(job, run).orElseThrow());
        }
    }

    @Override
    public void cancel(JobName job, RunRef run) {
        synchronized (lock) {
            runs.stop(runs.find(job, run).orElseThrow());
        }
    }

    @Override
    public int builds(JobName job) {
        synchronized (lock) {
            return items.job(job)
                    .map(found -> found.runs.values().stream()
                            .filter(run -> run.record.number() != null)
                            .count())
                    .orElse(0L)
                    .intValue();
        }
    }

    private Job job(JobName name) {
        return items.job(name).orElseThrow();
    }
}
