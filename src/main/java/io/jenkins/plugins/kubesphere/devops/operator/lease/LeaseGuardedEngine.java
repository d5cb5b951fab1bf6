package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.engine.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The engine for the time of a term: what changes it is let through while the Lease is held, looked at right before the call,
 * and throws {@link LeaseLostException} afterwards. Reading is always allowed.
 */
public final class LeaseGuardedEngine implements Engine {
    private final Engine engine;
    private final LeadershipTerm term;

    public LeaseGuardedEngine(Engine engine, LeadershipTerm term) {
        this.engine = engine;
        this.term = term;
    }

    @Override
    public FolderOutcome ensureFolder(FolderRequest folder) {
        return change(() -> engine.ensureFolder(folder));
    }

    @Override
    public boolean deleteFolder(String folder, Owner owner) {
        return change(() -> engine.deleteFolder(folder, owner));
    }

    @Override
    public JobOutcome ensureJob(JobRequest job) {
        return change(() -> engine.ensureJob(job));
    }

    @Override
    public Optional<BranchScan> scan(JobName job) {
        return engine.scan(job);
    }

    @Override
    public Optional<JobSummary> overview(JobName job, int branches) {
        return engine.overview(job, branches);
    }

    @Override
    public boolean deleteJob(JobName job, Owner owner) {
        return change(() -> engine.deleteJob(job, owner));
    }

    @Override
    public RunSnapshot start(RunRequest request) {
        return change(() -> engine.start(request));
    }

    @Override
    public Optional<RunSnapshot> find(JobName job, RunRef run) {
        return engine.find(job, run);
    }

    @Override
    public void stop(JobName job, RunRef run) {
        change(() -> {
            engine.stop(job, run);
            return run;
        });
    }

    @Override
    public void delete(JobName job, RunRef run) {
        change(() -> {
            engine.delete(job, run);
            return run;
        });
    }

    @Override
    public void answer(JobName job, RunRef run, String inputId, boolean proceed) {
        change(() -> {
            engine.answer(job, run, inputId, proceed);
            return run;
        });
    }

    @Override
    public Optional<LogChunk> log(JobName job, RunRef run, long offset) {
        return engine.log(job, run, offset);
    }

    @Override
    public String lastLines(JobName job, RunRef run) {
        return engine.lastLines(job, run);
    }

    @Override
    public JenkinsfileConverter jenkinsfileModel() {
        return engine.jenkinsfileModel();
    }

    @Override
    public Subscription subscribe(Consumer<EngineEvent> subscriber) {
        return engine.subscribe(subscriber);
    }

    private <T> T change(Supplier<T> call) {
        try (LeadershipTerm.Use use = term.use()) {
            term.require();
            return call.get();
        }
    }
}
