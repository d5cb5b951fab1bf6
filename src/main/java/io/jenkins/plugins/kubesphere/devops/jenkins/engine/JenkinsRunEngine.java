package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.StopLevel;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.address.BuildAddressFinder;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.adoption.BuildAdopter;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.input.BuildInputProvider;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.pause.BuildPauser;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.BuildParameterReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.BuildStarter;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.BuildStopper;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunLocator;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunSnapshotFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Starts, finds, stops and deletes the builds of runs on this controller, and answers their inputs. */
final class JenkinsRunEngine implements RunEngine {
    private final BuildResolver resolver;
    private final RunSnapshotFactory snapshots = new RunSnapshotFactory();
    private final BuildStarter starter;
    private final BuildStopper stopper;

    JenkinsRunEngine(BuildResolver resolver, RunLocator locator) {
        this.resolver = resolver;
        this.starter = new BuildStarter(locator);
        this.stopper = new BuildStopper(locator);
    }

    @Override
    public RunSnapshot start(RunRequest request) {
        return SystemIdentity.call(() -> snapshots.create(request.run(), starter.start(request)));
    }

    @Override
    public Optional<RunSnapshot> find(JobName job, PipelineRunRef run, Instant createdAt) {
        return SystemIdentity.call(
                () -> resolver.findLocation(job, run, createdAt).map(location -> snapshots.create(run, location)));
    }

    @Override
    public boolean adoptBuild(JobName job, PipelineRunRef run, int number, Instant createdAt) {
        return SystemIdentity.call(() -> resolver.findJob(job)
                .filter(found -> BuildAdopter.adopt(found, run, number, createdAt))
                .isPresent());
    }

    @Override
    public List<RunParameter> readParameters(JobName job, PipelineRunRef run) {
        return SystemIdentity.call(() -> resolver.findBuild(job, run)
                .map(build -> BuildParameterReader.read(run, build))
                .orElse(List.of()));
    }

    @Override
    public List<String> readApprovers(JobName job, PipelineRunRef run) {
        return SystemIdentity.call(() -> resolver.findBuild(job, run)
                .map(BuildInputProvider::findApprovers)
                .orElse(List.of()));
    }

    @Override
    public boolean isKeptForever(JobName job, int number) {
        return SystemIdentity.call(() -> resolver.findJob(job)
                .map(found -> found.getBuildByNumber(number))
                .filter(WorkflowRun::isKeepLog)
                .isPresent());
    }

    @Override
    public Optional<String> findAddress(JobName job, int number) {
        return SystemIdentity.call(
                () -> resolver.findJob(job).flatMap(found -> BuildAddressFinder.find(found, number)));
    }

    @Override
    public void stop(JobName job, PipelineRunRef run, StopLevel level, String by) {
        SystemIdentity.run(() -> resolver.findJob(job).ifPresent(found -> stopper.stop(found, run, level, by)));
    }

    @Override
    public void stopAndWait(JobName job, PipelineRunRef run) {
        SystemIdentity.run(() -> resolver.findJob(job).ifPresent(found -> stopper.stopAndWait(found, run)));
    }

    @Override
    public boolean pause(JobName job, PipelineRunRef run) {
        return SystemIdentity.call(() -> resolver.findBuild(job, run)
                .filter(build -> BuildPauser.setPaused(build, true))
                .isPresent());
    }

    @Override
    public boolean resume(JobName job, PipelineRunRef run) {
        return SystemIdentity.call(() -> resolver.findBuild(job, run)
                .filter(build -> BuildPauser.setPaused(build, false))
                .isPresent());
    }

    @Override
    public void delete(JobName job, PipelineRunRef run) {
        SystemIdentity.run(() -> resolver.findJob(job).ifPresent(found -> stopper.delete(found, run)));
    }

    @Override
    public void answer(JobName job, PipelineRunRef run, String inputId, InputAnswer answer) {
        SystemIdentity.run(() -> {
            Optional<WorkflowRun> build = resolver.findBuild(job, run);
            if (build.filter(found -> BuildInputProvider.answerInput(found, run, inputId, answer))
                    .isEmpty()) {
                throw new EngineRefusalException(
                        Reason.NO_SUCH_INPUT,
                        run + " does not wait for an answer to the input \"" + inputId
                                + "\": it was answered already, or has another id; "
                                + describePendingInputs(build));
            }
        });
    }

    private static String describePendingInputs(Optional<WorkflowRun> build) {
        String ids = build.map(BuildInputProvider::findQuestions).orElse(Map.of()).values().stream()
                .map(InputQuestion::id)
                .collect(Collectors.joining(", "));
        return ids.isEmpty() ? "the run waits for no input now" : "the run waits for: " + ids;
    }
}
