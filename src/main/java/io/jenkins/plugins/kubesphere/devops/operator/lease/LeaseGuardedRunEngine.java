package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.StopLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Starts, stops, pauses and deletes builds, and answers their inputs, only while the term is held. */
final class LeaseGuardedRunEngine implements RunEngine {
    private final RunEngine runs;
    private final LeadershipTerm term;

    LeaseGuardedRunEngine(RunEngine runs, LeadershipTerm term) {
        this.runs = runs;
        this.term = term;
    }

    @Override
    public RunSnapshot start(RunRequest request) {
        // A start may wait for a lock for longer than the Lease is held, so it is checked again under that lock.
        return term.call(() -> runs.start(request.withPrecondition(term::requireHeld)));
    }

    @Override
    public Optional<RunSnapshot> find(JobName job, PipelineRunRef run, Instant createdAt) {
        return runs.find(job, run, createdAt);
    }

    @Override
    public boolean adoptBuild(JobName job, PipelineRunRef run, int number, Instant createdAt) {
        return term.call(() -> runs.adoptBuild(job, run, number, createdAt));
    }

    @Override
    public List<RunParameter> readParameters(JobName job, PipelineRunRef run) {
        return runs.readParameters(job, run);
    }

    @Override
    public List<String> readApprovers(JobName job, PipelineRunRef run) {
        return runs.readApprovers(job, run);
    }

    @Override
    public boolean isKeptForever(JobName job, int number) {
        return runs.isKeptForever(job, number);
    }

    @Override
    public Optional<String> findAddress(JobName job, int number) {
        return runs.findAddress(job, number);
    }

    @Override
    public void stop(JobName job, PipelineRunRef run, StopLevel level, String by) {
        term.run(() -> runs.stop(job, run, level, by));
    }

    @Override
    public void stopAndWait(JobName job, PipelineRunRef run) {
        term.run(() -> runs.stopAndWait(job, run));
    }

    @Override
    public boolean pause(JobName job, PipelineRunRef run) {
        return term.call(() -> runs.pause(job, run));
    }

    @Override
    public boolean resume(JobName job, PipelineRunRef run) {
        return term.call(() -> runs.resume(job, run));
    }

    @Override
    public void delete(JobName job, PipelineRunRef run) {
        term.run(() -> runs.delete(job, run));
    }

    @Override
    public void answer(JobName job, PipelineRunRef run, String inputId, InputAnswer answer) {
        term.run(() -> runs.answer(job, run, inputId, answer));
    }
}
