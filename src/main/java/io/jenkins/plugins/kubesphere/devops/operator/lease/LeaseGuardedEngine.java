package io.jenkins.plugins.kubesphere.devops.operator.lease;

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
import java.util.function.Consumer;

/**
 * An engine that allows changes only while the term is held. It checks immediately before each call, and throws
 * {@link LeaseNotHeldException} if the term has ended. Reading is always allowed.
 */
public final class LeaseGuardedEngine implements Engine {
    private final Engine engine;
    private final JobEngine jobs;
    private final RunEngine runs;

    public LeaseGuardedEngine(Engine engine, LeadershipTerm term) {
        this.engine = engine;
        this.jobs = new LeaseGuardedJobEngine(engine.jobs(), term);
        this.runs = new LeaseGuardedRunEngine(engine.runs(), term);
    }

    @Override
    public JobEngine jobs() {
        return jobs;
    }

    @Override
    public BranchScanReader branches() {
        return engine.branches();
    }

    @Override
    public BranchScanLogReader branchScanLogs() {
        return engine.branchScanLogs();
    }

    @Override
    public RunEngine runs() {
        return runs;
    }

    @Override
    public RunLogReader runLogs() {
        return engine.runLogs();
    }

    @Override
    public RunDetailReader runDetails() {
        return engine.runDetails();
    }

    @Override
    public ArtifactReader artifacts() {
        return engine.artifacts();
    }

    @Override
    public UnboundBuildReader unboundBuilds() {
        return engine.unboundBuilds();
    }

    @Override
    public CredentialUsageReader credentialUsages() {
        return engine.credentialUsages();
    }

    @Override
    public JenkinsfileConverter jenkinsfiles() {
        return engine.jenkinsfiles();
    }

    @Override
    public SyntaxChecker syntax() {
        return engine.syntax();
    }

    @Override
    public Subscription subscribe(Consumer<EngineEvent> subscriber) {
        return engine.subscribe(subscriber);
    }
}
