package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AbstractItem;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch.BranchScanReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.FirstScanStarter;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.FolderProvisioner;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemLookup;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.JobProvisioner;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.MovedItemRestorer;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener.EngineEventPublisher;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.BuildLogReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.BuildSecrets;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.BuildStarter;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.BuildStopper;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.InputProvider;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunLocation;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunLocator;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunSnapshotFactory;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary.JobSummaryFactory;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.LimitedJenkinsfileConverter;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * This Jenkins controller as an engine. Everything is done as SYSTEM: who may ask for it is decided in Kubernetes, by the
 * rights on the resources. Usable once all jobs are loaded.
 */
@Extension
public final class JenkinsEngine implements Engine {
    private final RunLocator search = new RunLocator();
    private final RunSnapshotFactory snapshots = new RunSnapshotFactory();
    private final BuildStarter starts = new BuildStarter(search);
    private final BuildStopper stops = new BuildStopper(search);
    private final MovedItemRestorer wayBack = new MovedItemRestorer();
    private final FolderProvisioner folders = new FolderProvisioner(wayBack);
    private final JobProvisioner jobs = new JobProvisioner(wayBack, new FirstScanStarter());
    private final LimitedJenkinsfileConverter model = new LimitedJenkinsfileConverter();

    /** The engine of the running controller. */
    public static JenkinsEngine get() {
        return ExtensionList.lookupSingleton(JenkinsEngine.class);
    }

    @Override
    public FolderOutcome ensureFolder(FolderRequest folder) {
        return asSystem(() -> folders.ensure(folder));
    }

    @Override
    public boolean deleteFolder(String folder, Owner owner) {
        return asSystem(() -> folders.delete(folder, owner));
    }

    @Override
    public JobOutcome ensureJob(JobRequest job) {
        return asSystem(() -> jobs.ensure(job));
    }

    @Override
    public Optional<BranchScan> scan(JobName job) {
        return asSystem(() -> ItemLookup.project(job).flatMap(BranchScanReader::last));
    }

    @Override
    public Optional<JobSummary> overview(JobName job, int branches) {
        return asSystem(() -> ItemLookup.ofPipeline(job).map(found -> JobSummaryFactory.of(found, branches)));
    }

    @Override
    public boolean deleteJob(JobName job, Owner owner) {
        return asSystem(() -> jobs.delete(job, owner));
    }

    @Override
    public RunSnapshot start(RunRequest request) {
        return asSystem(() -> snapshots.of(request.run(), starts.start(request)));
    }

    @Override
    public Optional<RunSnapshot> find(JobName job, RunRef run) {
        return asSystem(() -> place(job, run).map(place -> snapshots.of(run, place)));
    }

    @Override
    public void stop(JobName job, RunRef run) {
        asSystem(() -> {
            job(job).ifPresent(found -> stops.stop(found, run));
            return null;
        });
    }

    @Override
    public void delete(JobName job, RunRef run) {
        asSystem(() -> {
            job(job).ifPresent(found -> stops.delete(found, run));
            return null;
        });
    }

    @Override
    public void answer(JobName job, RunRef run, String inputId, boolean proceed) {
        asSystem(() -> {
            if (build(job, run)
                    .filter(build -> InputProvider.answered(build, inputId, proceed))
                    .isEmpty()) {
                throw new EngineRefusalException(
                        Reason.NO_SUCH_INPUT, run + " does not wait for an answer to \"" + inputId + "\"");
            }
            return null;
        });
    }

    @Override
    public Optional<LogChunk> log(JobName job, RunRef run, long offset) {
        return asSystem(() -> build(job, run)
                .map(build -> BuildLogReader.read(
                        build, offset, RunRegistry.get().active().isOver(build, run))));
    }

    @Override
    public String lastLines(JobName job, RunRef run) {
        return asSystem(() -> build(job, run)
                .flatMap(build -> BuildSecrets.mask(run, build).map(mask -> BuildLogReader.lastLines(build, mask)))
                .orElse(""));
    }

    @Override
    public JenkinsfileConverter jenkinsfileModel() {
        return model;
    }

    @Override
    public Subscription subscribe(Consumer<EngineEvent> subscriber) {
        return EngineEventPublisher.get().add(subscriber);
    }

    /** Also one that was moved away: its builds are those of their runs all the while. */
    private Optional<WorkflowJob> job(JobName name) {
        return ItemLookup.job(name).or(() -> wayBack.find(name.ofPipeline().toString(), AbstractItem.class)
                .flatMap(away -> ItemLookup.builder(away, name)));
    }

    private Optional<RunLocation> place(JobName job, RunRef run) {
        return job(job).flatMap(found -> search.everywhere(found, run, Instant.EPOCH));
    }

    private Optional<WorkflowRun> build(JobName job, RunRef run) {
        return place(job, run)
                .filter(RunLocation.Built.class::isInstance)
                .map(RunLocation.Built.class::cast)
                .map(RunLocation.Built::build);
    }

    private static <T> T asSystem(Supplier<T> work) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return work.get();
        }
    }
}
