package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.BranchEngine;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetails;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
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

    final Object lock = new Object();
    private final EmbeddedStateFolder state;
    final EmbeddedEventDispatcher events = new EmbeddedEventDispatcher();
    final EmbeddedItems items;
    final EmbeddedRuns runs;
    private final JobEngine jobEngine;
    private final RunEngine runEngine;
    private final RunDetails runDetails;

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
        jobEngine = new EmbeddedJobEngine(lock, items, runs);
        runEngine = new EmbeddedRunEngine(lock, items, runs);
        runDetails = new EmbeddedRunDetails(lock, runs);
        synchronized (lock) {
            runs.dispatch();
        }
    }

    @Override
    public JobEngine jobs() {
        return jobEngine;
    }

    /** No job here has branches. */
    @Override
    public BranchEngine branches() {
        return job -> Optional.empty();
    }

    @Override
    public RunEngine runs() {
        return runEngine;
    }

    @Override
    public RunDetails runDetails() {
        return runDetails;
    }

    @Override
    public JenkinsfileConverter jenkinsfiles() {
        return JenkinsfileConverter.NONE;
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
