package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuildLog;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.ManualChanges;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

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
    private final EmbeddedStateFolder state;
    private final EmbeddedEventDispatcher events = new EmbeddedEventDispatcher();
    private final EmbeddedItems items;
    private final EmbeddedRuns runs;

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
        this.state = new EmbeddedStateFolder(state);
        this.state.emptyTrash();
        items = new EmbeddedItems(this.state);
        runs = new EmbeddedRuns(lock, this.state, items, events, executors, ignoreAgents);
        synchronized (lock) {
            runs.dispatch();
        }
    }

    /** What a person may do here. */
    public ManualChanges byHand() {
        return new EmbeddedManualChanges(lock, items, runs, events);
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
    public Optional<BranchScan> scan(JobName job) {
        return Optional.empty();
    }

    /** Lists are not shown here. */
    @Override
    public Optional<JobSummary> overview(JobName job, int branches) {
        return Optional.empty();
    }

    @Override
    public boolean deleteJob(JobName name, Owner owner) {
        synchronized (lock) {
            Optional<EmbeddedJob> job =
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
            Optional<EmbeddedRun> known = runs.find(request.job(), request.run());
            return known.orElseGet(() -> enqueue(request)).snapshot();
        }
    }

    private EmbeddedRun enqueue(RunRequest request) {
        EmbeddedJob job = buildable(request);
        return runs.enqueue(job, request, job.parameters().values(request));
    }

    private EmbeddedJob buildable(RunRequest request) {
        EmbeddedJob job = items.job(request.job())
                .filter(found -> !request.job().namesBranch())
                .orElseThrow(() -> new EngineRefusalException(
                        EngineRefusalException.Reason.JOB_MISSING,
                        request.run() + ": job " + request.job() + " is not there: create its Pipeline"));
        if (job.record.disabled()) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.NOT_BUILDABLE,
                    request.run() + ": job " + request.job() + " is disabled: enable it");
        }
        return job;
    }

    @Override
    public Optional<RunSnapshot> find(JobName job, RunRef run) {
        synchronized (lock) {
            return runs.find(job, run).map(EmbeddedRun::snapshot);
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
                throw new EngineRefusalException(
                        EngineRefusalException.Reason.NO_SUCH_INPUT,
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
        return build.flatMap(folder -> EmbeddedBuildLog.read(folder, offset, over));
    }

    @Override
    public String lastLines(JobName job, RunRef run) {
        Optional<Path> build;
        synchronized (lock) {
            build = runs.build(job, run);
        }
        return build.map(EmbeddedBuildLog::lastLines).orElse("");
    }

    @Override
    public Subscription subscribe(Consumer<EngineEvent> listener) {
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
