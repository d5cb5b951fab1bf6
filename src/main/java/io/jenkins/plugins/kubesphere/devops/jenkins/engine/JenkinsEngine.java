package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.Extension;
import hudson.ExtensionList;
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
import io.jenkins.plugins.kubesphere.devops.engine.mask.MaskingBranchScanLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.mask.MaskingBranchScanReader;
import io.jenkins.plugins.kubesphere.devops.engine.mask.MaskingJobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.mask.MaskingRunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.mask.MaskingRunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.mask.MaskingRunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.mask.MaskingUnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.mask.ProjectMaskProvider;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.JenkinsCredentialUsageReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentialsRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.MovedItemRestorer;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener.EngineEventPublisher;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.BuildSecretMaskFactory;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunLocator;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.LimitedJenkinsfileConverter;
import java.util.function.Consumer;

/**
 * Implements the engine with this Jenkins controller. Use it only after Jenkins has loaded all jobs. Masks the
 * credentials of the project in what it returns and throws.
 */
@Extension
public final class JenkinsEngine implements Engine {
    private final JobEngine jobs;
    private final BranchScanReader branches;
    private final BranchScanLogReader branchScanLogs;
    private final RunEngine runs;
    private final RunLogReader runLogs;
    private final RunDetailReader runDetails;
    private final ArtifactReader artifacts;
    private final UnboundBuildReader unboundBuilds;
    private final CredentialUsageReader credentialUsages = new JenkinsCredentialUsageReader();
    private final JenkinsfileConverter jenkinsfiles = new LimitedJenkinsfileConverter();
    private final SyntaxChecker syntax = new JenkinsSyntaxChecker();

    public JenkinsEngine() {
        MovedItemRestorer restorer = new MovedItemRestorer();
        RunLocator locator = new RunLocator();
        BuildResolver resolver = new BuildResolver(locator, restorer);
        ProjectMaskProvider masks =
                namespace -> ProjectCredentialsRegistry.get().masks().awaitMask(namespace);
        jobs = new MaskingJobEngine(new JenkinsJobEngine(restorer), masks);
        branches = new MaskingBranchScanReader(new JenkinsBranchScanReader(), masks);
        branchScanLogs = new MaskingBranchScanLogReader(new JenkinsBranchScanLogReader(), masks);
        runs = new MaskingRunEngine(new JenkinsRunEngine(resolver, locator), masks);
        runLogs = new MaskingRunLogReader(new JenkinsRunLogReader(resolver), masks);
        unboundBuilds = new MaskingUnboundBuildReader(new JenkinsUnboundBuildReader(), masks);
        artifacts = new JenkinsArtifactReader(resolver);
        runDetails = new MaskingRunDetailReader(
                new JenkinsRunDetailReader(resolver),
                masks,
                (job, run) -> SystemIdentity.call(() ->
                        resolver.findBuild(job, run).flatMap(build -> BuildSecretMaskFactory.create(run, build))));
    }

    /** The engine of the running controller. */
    public static JenkinsEngine get() {
        return ExtensionList.lookupSingleton(JenkinsEngine.class);
    }

    @Override
    public JobEngine jobs() {
        return jobs;
    }

    @Override
    public BranchScanReader branches() {
        return branches;
    }

    @Override
    public BranchScanLogReader branchScanLogs() {
        return branchScanLogs;
    }

    @Override
    public RunEngine runs() {
        return runs;
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
        return credentialUsages;
    }

    @Override
    public JenkinsfileConverter jenkinsfiles() {
        return jenkinsfiles;
    }

    @Override
    public SyntaxChecker syntax() {
        return syntax;
    }

    @Override
    public Subscription subscribe(Consumer<EngineEvent> subscriber) {
        return EngineEventPublisher.get().subscribe(subscriber);
    }
}
