package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScanLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScanReader;
import io.jenkins.plugins.kubesphere.devops.engine.CredentialUsageReader;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.SyntaxChecker;
import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.mask.MaskingJobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.mask.MaskingRunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.mask.MaskingRunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.mask.MaskingRunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.mask.ProjectMaskProvider;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs builds without Jenkins, for users who try the operator ({@code ./run}) and for tests.
 *
 * <p>It runs inline Jenkinsfiles in threads of this process, and their shell steps in processes of this machine.
 * <b>There is no sandbox</b>: a Jenkinsfile may do whatever this process may do. docs/embedded-engine.md lists what is
 * supported. A build that uses another feature fails; the message of the build names the feature.
 *
 * <p>The state folder keeps everything, even if the process is killed. A build that was running at that time is
 * recorded as failed. Until a build starts, the folder contains the values of its parameters, including passwords, in
 * clear text.
 */
public final class EmbeddedEngine implements Engine, AutoCloseable {
    /** How many builds run at a time by default. */
    public static final int DEFAULT_EXECUTORS = 4;

    final Object lock = new Object();
    private final EmbeddedStateStore state;
    final EmbeddedEventDispatcher events = new EmbeddedEventDispatcher();
    final EmbeddedItems items;
    final EmbeddedRunScheduler runs;
    private final JobEngine jobEngine;
    private final RunEngine runEngine;
    private final RunLogReader runLogs;
    private final RunDetailReader runDetails;
    private final ArtifactReader artifacts;
    private final UnboundBuildReader unboundBuilds;

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
     * Continues from the state folder: starts the runs that are queued there.
     *
     * @param state the state folder; created if it does not exist. Only one engine at a time can use it
     * @param executors how many builds run at a time, at least 1; a build that waits for an input does not count
     * @param ignoreAgents true if a Jenkinsfile that asks for another agent runs on this machine; if false, its build
     *     fails
     * @throws IllegalStateException if another engine uses the folder
     */
    public EmbeddedEngine(Path state, int executors, boolean ignoreAgents) {
        if (executors < 1) {
            throw new IllegalArgumentException("An engine needs at least one executor, not " + executors);
        }
        this.state = new EmbeddedStateStore(state);
        this.state.emptyTrash();
        items = new EmbeddedItems(this.state);
        runs = new EmbeddedRunScheduler(lock, new EmbeddedRunStore(this.state), items, events, executors, ignoreAgents);
        // This engine has no credentials of projects, so only URLs contain secrets. The builds mask their parameters.
        ProjectMaskProvider masks = namespace -> Optional.of(SecretMask.URLS_ONLY);
        jobEngine = new MaskingJobEngine(new EmbeddedJobEngine(lock, items, runs), masks);
        runEngine = new MaskingRunEngine(new EmbeddedRunEngine(lock, items, runs), masks);
        runLogs = new MaskingRunLogReader(new EmbeddedRunLogReader(lock, runs), masks);
        runDetails = new MaskingRunDetailReader(new EmbeddedRunDetailReader(lock, runs), masks);
        artifacts = new EmbeddedArtifactReader(lock, runs);
        unboundBuilds = new EmbeddedUnboundBuildReader(lock, items);
        synchronized (lock) {
            runs.dispatch();
        }
    }

    @Override
    public JobEngine jobs() {
        return jobEngine;
    }

    /** The embedded engine has no jobs with branches. */
    @Override
    public BranchScanReader branches() {
        return job -> Optional.empty();
    }

    @Override
    public BranchScanLogReader branchScanLogs() {
        return BranchScanLogReader.NONE;
    }

    @Override
    public RunEngine runs() {
        return runEngine;
    }

    @Override
    public RunLogReader runLogs() {
        return runLogs;
    }

    @Override
    public RunDetailReader runDetails() {
        return runDetails;
    }

    @Override
    public ArtifactReader artifacts() {
        return artifacts;
    }

    @Override
    public UnboundBuildReader unboundBuilds() {
        return unboundBuilds;
    }

    @Override
    public CredentialUsageReader credentialUsages() {
        return CredentialUsageReader.NONE;
    }

    @Override
    public JenkinsfileConverter jenkinsfiles() {
        return JenkinsfileConverter.NONE;
    }

    @Override
    public SyntaxChecker syntax() {
        return SyntaxChecker.NONE;
    }

    @Override
    public Subscription subscribe(Consumer<EngineEvent> listener) {
        return events.subscribe(listener);
    }

    /**
     * Closes the engine. Running builds end without a record, as after a kill; the next engine records their failure.
     */
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
