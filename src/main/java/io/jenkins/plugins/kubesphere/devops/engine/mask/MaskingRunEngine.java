package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.api.text.UrlUserInfoMask;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Input;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.engine.run.StopLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Masks secrets in the messages of runs and in the questions of their builds, and in what the calls throw. The id of a
 * question stays as it is, because the caller answers with it.
 */
public final class MaskingRunEngine implements RunEngine {
    private final RunEngine runs;
    private final ProjectMaskProvider masks;
    private final ErrorMasker errors;

    public MaskingRunEngine(RunEngine runs, ProjectMaskProvider masks) {
        this.runs = runs;
        this.masks = masks;
        this.errors = new ErrorMasker(masks);
    }

    @Override
    public RunSnapshot start(RunRequest request) {
        List<String> secrets = request.parameters().stream()
                .filter(RunParameter::secret)
                .map(RunParameter::value)
                .toList();
        ErrorMasker withSecrets =
                new ErrorMasker(namespace -> masks.findMask(namespace).flatMap(mask -> mask.including(secrets)));
        return mask(withSecrets.call(request.run().namespace(), request.run(), () -> runs.start(request)));
    }

    @Override
    public Optional<RunSnapshot> find(JobName job, PipelineRunRef run, Instant createdAt) {
        return errors.call(run.namespace(), run, () -> runs.find(job, run, createdAt))
                .map(this::mask);
    }

    @Override
    public boolean adoptBuild(JobName job, PipelineRunRef run, int number, Instant createdAt) {
        return errors.call(run.namespace(), run, () -> runs.adoptBuild(job, run, number, createdAt));
    }

    @Override
    public List<RunParameter> readParameters(JobName job, PipelineRunRef run) {
        return errors.call(run.namespace(), run, () -> runs.readParameters(job, run)).stream()
                .map(parameter -> parameter.secret() ? parameter : mask(run, parameter))
                .toList();
    }

    @Override
    public List<String> readApprovers(JobName job, PipelineRunRef run) {
        return errors.call(run.namespace(), run, () -> runs.readApprovers(job, run));
    }

    @Override
    public boolean isKeptForever(JobName job, int number) {
        return errors.call(job.folder(), job, () -> runs.isKeptForever(job, number));
    }

    @Override
    public Optional<String> findAddress(JobName job, int number) {
        return errors.call(job.folder(), job, () -> runs.findAddress(job, number));
    }

    @Override
    public void stop(JobName job, PipelineRunRef run, StopLevel level, String by) {
        errors.run(run.namespace(), run, () -> runs.stop(job, run, level, by));
    }

    @Override
    public void stopAndWait(JobName job, PipelineRunRef run) {
        errors.run(run.namespace(), run, () -> runs.stopAndWait(job, run));
    }

    @Override
    public boolean pause(JobName job, PipelineRunRef run) {
        return errors.call(run.namespace(), run, () -> runs.pause(job, run));
    }

    @Override
    public boolean resume(JobName job, PipelineRunRef run) {
        return errors.call(run.namespace(), run, () -> runs.resume(job, run));
    }

    @Override
    public void delete(JobName job, PipelineRunRef run) {
        errors.run(run.namespace(), run, () -> runs.delete(job, run));
    }

    @Override
    public void answer(JobName job, PipelineRunRef run, String inputId, InputAnswer answer) {
        errors.run(run.namespace(), run, () -> runs.answer(job, run, inputId, answer));
    }

    /**
     * Why a run waits in the queue is said by Jenkins, before the Jenkinsfile was read. While credentials are loaded
     * this must not wait for them.
     */
    private RunSnapshot mask(RunSnapshot snapshot) {
        return snapshot.state() == State.QUEUED
                        || snapshot.message().isEmpty() && snapshot.input().isEmpty()
                ? snapshot
                : snapshot.withTexts(
                        maskText(snapshot.run(), snapshot.message()),
                        snapshot.input()
                                .map(input -> new Input(
                                        input.id(),
                                        maskText(snapshot.run(), input.message()),
                                        maskText(snapshot.run(), input.stage()))));
    }

    private RunParameter mask(PipelineRunRef run, RunParameter parameter) {
        return masks.findMask(run.namespace())
                .map(mask -> new RunParameter(parameter.name(), mask.applyToText(parameter.value())))
                .orElseGet(() -> new RunParameter(parameter.name(), UrlUserInfoMask.MASK, true));
    }

    /** Empty if the secrets cannot be masked. */
    private String maskText(PipelineRunRef run, String text) {
        return text.isEmpty()
                ? ""
                : masks.findMask(run.namespace())
                        .map(mask -> mask.applyToText(text))
                        .orElse("");
    }
}
