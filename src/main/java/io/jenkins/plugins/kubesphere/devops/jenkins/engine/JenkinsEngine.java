package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.kubesphere.devops.engine.BranchEngine;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetails;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.MovedItemRestorer;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener.EngineEventPublisher;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunLocator;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.LimitedJenkinsfileConverter;
import java.util.function.Consumer;

/** Implements the engine with this Jenkins controller. Use it only after Jenkins has loaded all jobs. */
@Extension
public final class JenkinsEngine implements Engine {
    private final JobEngine jobs;
    private final BranchEngine branches = new JenkinsBranchEngine();
    private final RunEngine runs;
    private final RunDetails runDetails;
    private final JenkinsfileConverter jenkinsfiles = new LimitedJenkinsfileConverter();

    public JenkinsEngine() {
        MovedItemRestorer restorer = new MovedItemRestorer();
        RunLocator locator = new RunLocator();
        BuildResolver resolver = new BuildResolver(locator, restorer);
        jobs = new JenkinsJobEngine(restorer);
        runs = new JenkinsRunEngine(resolver, locator);
        runDetails = new JenkinsRunDetails(resolver);
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
    public BranchEngine branches() {
        return branches;
    }

    @Override
    public RunEngine runs() {
        return runs;
    }

    @Override
    public RunDetails runDetails() {
        return runDetails;
    }

    @Override
    public JenkinsfileConverter jenkinsfiles() {
        return jenkinsfiles;
    }

    @Override
    public Subscription subscribe(Consumer<EngineEvent> subscriber) {
        return EngineEventPublisher.get().subscribe(subscriber);
    }
}
