package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import java.util.Optional;

/** Starts, stops and deletes builds only while the term holds the Lease. */
final class LeaseGuardedRunEngine implements RunEngine {
    private final RunEngine runs;
    private final LeadershipTerm term;

    LeaseGuardedRunEngine(RunEngine runs, LeadershipTerm term) {
        this.runs = runs;
        this.term = term;
    }

    @Override
    public RunSnapshot start(RunRequest request) {
        return term.call(() -> runs.start(request));
    }

    @Override
    public Optional<RunSnapshot> find(JobName job, RunRef run) {
        return runs.find(job, run);
    }

    @Override
    public void stop(JobName job, RunRef run) {
        term.run(() -> runs.stop(job, run));
    }

    @Override
    public void delete(JobName job, RunRef run) {
        term.run(() -> runs.delete(job, run));
    }

    @Override
    public void answer(JobName job, RunRef run, String inputId, boolean proceed) {
        term.run(() -> runs.answer(job, run, inputId, proceed));
    }
}
