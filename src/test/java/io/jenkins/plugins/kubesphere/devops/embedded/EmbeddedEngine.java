package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildLog;
import io.jenkins.plugins.kubesphere.devops.engine.ByHand;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.JobOverview;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.Scan;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An engine without Jenkins, for trying the control plane and for testing it.
 *
 * <p>It runs inline Jenkinsfiles in threads of this process and their shell steps in processes of this machine. <b>There
 * is no sandbox</b>: a Jenkinsfile may do whatever this process may. What it supports stands in
 * docs/embedded-engine.md; a build that comes to anything else fails and says what it was.
 *
 * <p>Everything survives a kill of the process in the state folder; a build that was running ends as a failure. Values
 * of parameters, passwords too, lie there in clear until their build begins.
 */
public final class EmbeddedEngine implements Engine, AutoCloseable {
    /** How many builds run at a time if nothing else is said. */
    public static final int DEFAULT_EXECUTORS = 4;

    private final Object lock = new Object();
    private final StateFolder state;
    private final Events events = new Events();
    private final Items items;
    private final Runs runs;

    /** @see #EmbeddedEngine(Path, int, boolean) */
    public EmbeddedEngine(Path state) {
        this(state, false);
    }

    /** @see #EmbeddedEngine(Path, int, boolean) */
    public EmbeddedEngine(Path state, boolean ignoreAgents) {
        this(state, DEFAULT_EXECUTORS, ignoreAgents);
    }

    /** @see #EmbeddedEngine(Path, int, boolean) */
    public EmbeddedEngine(Path state, int executors) {
        this(state, executors, false);
    }

    /**
     * Goes on with what the state folder holds: queued runs begin at once.
     *
     * @param state made if it is not there; at most one engine at a time may have it
     * @param executors how many builds run at a time, at least 1; one that waits for an answer does not count
     * @param ignoreAgents whether a Jenkinsfile that asks for another agent runs here; else its build fails
     * @throws IllegalStateException if another engine has the folder
     */
    public EmbeddedEngine(Path state, int executors, boolean ignoreAgents) {
        if (executors < 1) {
            throw new IllegalArgumentException("An engine needs an executor, not " + executors);
        }
        this.state = new StateFolder(state);
        this.state.emptyTrash();
        items = new Items(this.state);
        runs = new Runs(lock, this.state, items, events, executors, ignoreAgents);
        synchronized (lock) {
            runs.dispatch();
        }
    }

    /** What a person may do here. */
    public ByHand byHand() {
        return new EmbeddedHand(lock, items, runs, events);
    }

    @Override
    public FolderOutcome ensureFolder(FolderRequest folder) {
        synchronized (lock) {
            return new FolderOutcome(items.ensureFolder(folder));
        }
    }

    @Override
    public boolean deleteFolder(String name, Owner owner) {
        synchronized (lock) {
            if (items.folder(name).filter(owner::sameResource).isEmpty()) {
                return false;
            }
            items.remove(name).forEach(runs::deleteAll);
        }
        runs.awaitAbandoned();
        return true;
    }

    @Override
    public JobOutcome ensureJob(JobRequest job) {
        synchronized (lock) {
            JobOutcome outcome = items.ensureJob(job);
            runs.dispatch();
            return outcome;
        }
    }

    /** No job here has branches. */
    @Override
    public Optional<Scan> scan(JobName job) {
        return Optional.empty();
    }

    /** Lists are not shown here. */
    @Override
    public Optional<JobOverview> overview(JobName job, int branches) {
        return Optional.empty();
    }

    @Override
    public boolean deleteJob(JobName name, Owner owner) {
        synchronized (lock) {
            Optional<Job> job =
                    items.job(name).filter(found -> found.record.owner().sameResource(owner));
            if (job.isEmpty()) {
                return false;
            }
            items.remove(job.get());
            runs.deleteAll(job.get());
        }
        runs.awaitAbandoned();
        return true;
    }

    @Override
    public RunSnapshot start(RunRequest request) {
        synchronized (lock) {
            Optional<Run> known = runs.find(request.job(), request.run());
            return known.orElseGet(() -> enqueue(request)).snapshot();
        }
    }

    private Run enqueue(RunRequest request) {
        Job job = buildable(request);
        return runs.enqueue(job, request, job.parameters().values(request));
    }

    private Job buildable(RunRequest request) {
        Job job = items.job(request.job())
                .filter(found -> !request.job().namesBranch())
                .orElseThrow(() -> new EngineRefusal(
                        EngineRefusal.Reason.JOB_MISSING,
                        request.run() + ": job " + request.job() + " is not there: create its Pipeline"));
        if (job.record.disabled()) {
            throw new EngineRefusal(
                    EngineRefusal.Reason.NOT_BUILDABLE,
                    request.run() + ": job " + request.job() + " is disabled: enable it");
        }
        return job;
    }

    @Override
    public Optional<RunSnapshot> find(JobName job, RunRef run) {
        synchronized (lock) {
            return runs.find(job, run).map(Run::snapshot);
        }
    }

    @Override
    public void stop(JobName job, RunRef run) {
        synchronized (lock) {
            runs.find(job, run).ifPresent(runs::stop);
        }
    }

    @Override
    public void delete(JobName job, RunRef run) {
        synchronized (lock) {
            runs.find(job, run).ifPresent(runs::delete);
        }
        runs.awaitAbandoned();
    }

    @Override
    public void answer(JobName job, RunRef run, String inputId, boolean proceed) {
        synchronized (lock) {
            if (runs.find(job, run)
                    .filter(found -> found.build != null && found.build.answer(inputId, proceed))
                    .isEmpty()) {
                throw new EngineRefusal(
                        EngineRefusal.Reason.NO_SUCH_INPUT,
                        run + " of job " + job + " does not wait for an answer to input " + inputId);
            }
        }
    }

    @Override
    public Optional<LogChunk> log(JobName job, RunRef run, long offset) {
        Optional<Path> build;
        boolean over;
        synchronized (lock) {
            build = runs.build(job, run);
            over = runs.find(job, run).filter(found -> found.record.over()).isPresent();
        }
        return build.flatMap(folder -> BuildLog.read(folder, offset, over));
    }

    @Override
    public String lastLines(JobName job, RunRef run) {
        Optional<Path> build;
        synchronized (lock) {
            build = runs.build(job, run);
        }
        return build.map(BuildLog::lastLines).orElse("");
    }

    @Override
    public Subscription subscribe(EngineListener listener) {
        return events.subscribe(listener);
    }

    /** Ends as a kill would: running builds are failures in the next life. */
    @Override
    public void close() {
        synchronized (lock) {
            runs.abandonAll();
            state.close();
        }
        runs.awaitAbandoned();
        events.close();
    }
}
