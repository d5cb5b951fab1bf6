package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AbstractItem;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileModel;
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
import io.jenkins.plugins.kubesphere.devops.jenkins.model.DeclarativeModel;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * This Jenkins controller as an engine. Everything is done as SYSTEM: who may ask for it is decided in Kubernetes, by the
 * rights on the resources. Usable once all jobs are loaded.
 */
@Extension
public final class JenkinsEngine implements Engine {
    final Subscribers subscribers = new Subscribers();
    final Departures departures = new Departures();
    final BuildIndex index = new BuildIndex();
    final ActiveRuns active = new ActiveRuns();
    final Moves moves =
            new Moves(() -> Jenkins.get().getRootDir().toPath().resolve("kubesphere-devops-moved.properties"));

    private final RunSearch search = new RunSearch(departures, index, active);
    private final Snapshots snapshots = new Snapshots(active);
    private final Starts starts = new Starts(search);
    private final Stops stops = new Stops(search, departures, active);
    private final WayBack wayBack = new WayBack(() -> moves);
    private final Folders folders = new Folders(wayBack);
    private final Jobs jobs = new Jobs(wayBack, new Scans());
    private final DeclarativeModel model = new DeclarativeModel();

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
    public Optional<Scan> scan(JobName job) {
        return asSystem(() -> Items.project(job).flatMap(Scans::last));
    }

    @Override
    public Optional<JobOverview> overview(JobName job, int branches) {
        return asSystem(() -> Items.ofPipeline(job).map(found -> Overviews.of(found, branches)));
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
                    .filter(build -> Questions.answered(build, inputId, proceed))
                    .isEmpty()) {
                throw new EngineRefusal(
                        Reason.NO_SUCH_INPUT, run + " does not wait for an answer to \"" + inputId + "\"");
            }
            return null;
        });
    }

    @Override
    public Optional<LogChunk> log(JobName job, RunRef run, long offset) {
        return asSystem(() -> build(job, run).map(build -> BuildLog.read(build, offset, active.isOver(build, run))));
    }

    @Override
    public String lastLines(JobName job, RunRef run) {
        return asSystem(() -> build(job, run)
                .flatMap(build -> BuildSecrets.mask(run, build).map(mask -> BuildLog.lastLines(build, mask)))
                .orElse(""));
    }

    @Override
    public JenkinsfileModel jenkinsfileModel() {
        return model;
    }

    @Override
    public Subscription subscribe(EngineListener listener) {
        return subscribers.add(listener);
    }

    /** Also one that was moved away: its builds are those of their runs all the while. */
    private Optional<WorkflowJob> job(JobName name) {
        return Items.job(name).or(() -> wayBack.find(name.ofPipeline().toString(), AbstractItem.class)
                .flatMap(away -> Items.builder(away, name)));
    }

    private Optional<Place> place(JobName job, RunRef run) {
        return job(job).flatMap(found -> search.everywhere(found, run, Instant.EPOCH));
    }

    private Optional<WorkflowRun> build(JobName job, RunRef run) {
        return place(job, run)
                .filter(Place.Built.class::isInstance)
                .map(Place.Built.class::cast)
                .map(Place.Built::build);
    }

    private static <T> T asSystem(Supplier<T> work) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return work.get();
        }
    }
}
