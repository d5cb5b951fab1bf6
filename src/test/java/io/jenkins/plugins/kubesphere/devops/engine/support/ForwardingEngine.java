package io.jenkins.plugins.kubesphere.devops.engine.support;

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

/** Forwards all calls to another engine. A subclass overrides the getter of the part that it replaces. */
public class ForwardingEngine implements Engine {
    protected final Engine engine;

    public ForwardingEngine(Engine engine) {
        this.engine = engine;
    }

    @Override
    public JobEngine jobs() {
        return engine.jobs();
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
        return engine.runs();
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
