package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.StopLevel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts, stops, pauses and deletes the builds of the embedded engine. */
final class EmbeddedRunEngine implements RunEngine {
    private final Object lock;
    private final EmbeddedItems items;
    private final EmbeddedRunScheduler runs;

    EmbeddedRunEngine(Object lock, EmbeddedItems items, EmbeddedRunScheduler runs) {
        this.lock = lock;
        this.items = items;
        this.runs = runs;
    }

    @Override
    public RunSnapshot start(RunRequest request) {
        synchronized (lock) {
            return find(request.job(), request.run(), request.createdAt())
                    .orElseGet(() -> enqueue(request).snapshot());
        }
    }

    private EmbeddedRun enqueue(RunRequest request) {
        EmbeddedJob job = findBuildableJob(request);
        Map<String, String> values = new LinkedHashMap<>(job.parameters().values(request));
        Optional<EmbeddedReplay> replay = request.original()
                .map(original -> EmbeddedReplay.of(request, original, runs.find(request.job(), original.run())));
        Map<String, String> given = new LinkedHashMap<>(values);
        given.keySet()
                .retainAll(request.parameters().stream().map(RunParameter::name).toList());
        replay.map(EmbeddedReplay::values).ifPresent(values::putAll);
        values.putAll(given);
        request.precondition().run();
        return runs.enqueue(
                job, request, values, replay.map(EmbeddedReplay::jenkinsfile).orElse(null));
    }

    private EmbeddedJob findBuildableJob(RunRequest request) {
        EmbeddedJob job = items.findJob(request.job())
                .filter(found -> !request.job().hasBranch())
                .orElseThrow(() -> new EngineRefusalException(
                        Reason.JOB_MISSING,
                        request.run() + ": job " + request.job() + " does not exist; create its Pipeline"));
        if (job.record.disabled()) {
            throw new EngineRefusalException(
                    Reason.NOT_BUILDABLE, request.run() + ": job " + request.job() + " is disabled; enable it");
        }
        return job;
    }

    @Override
    public Optional<RunSnapshot> find(JobName job, PipelineRunRef run, Instant createdAt) {
        synchronized (lock) {
            return runs.find(job, run).map(EmbeddedRun::snapshot).or(() -> runs.findDeleted(job, run));
        }
    }

    @Override
    public boolean adoptBuild(JobName job, PipelineRunRef run, int number, Instant createdAt) {
        synchronized (lock) {
            return items.findJob(job)
                    .filter(found -> runs.adopt(found, run, number))
                    .isPresent();
        }
    }

    @Override
    public List<RunParameter> readParameters(JobName job, PipelineRunRef run) {
        synchronized (lock) {
            return runs.find(job, run).map(found -> found.record.parameters()).orElse(List.of());
        }
    }

    /** The level does not matter: no step of this engine ignores a stop. */
    @Override
    public void stop(JobName job, PipelineRunRef run, StopLevel level, String by) {
        synchronized (lock) {
            runs.find(job, run).ifPresent(runs::stop);
        }
    }

    @Override
    public boolean pause(JobName job, PipelineRunRef run) {
        return setPaused(job, run, true);
    }

    @Override
    public boolean resume(JobName job, PipelineRunRef run) {
        return setPaused(job, run, false);
    }

    private boolean setPaused(JobName job, PipelineRunRef run, boolean paused) {
        synchronized (lock) {
            return runs.find(job, run)
                    .filter(found -> runs.setPaused(found, paused))
                    .isPresent();
        }
    }

    @Override
    public void delete(JobName job, PipelineRunRef run) {
        synchronized (lock) {
            runs.find(job, run).ifPresent(runs::delete);
            runs.allowBuildAgain(job, run);
        }
        runs.awaitAbandoned();
    }

    @Override
    public void answer(JobName job, PipelineRunRef run, String inputId, InputAnswer answer) {
        if (!answer.values().isEmpty()) {
            throw new EngineRefusalException(
                    Reason.INVALID_PARAMETER,
                    run + ": input \"" + inputId
                            + "\" has no parameters; the embedded engine does not know them. Remove "
                            + String.join(", ", answer.values().keySet()));
        }
        synchronized (lock) {
            if (runs.find(job, run)
                    .filter(found -> found.build != null && found.build.answer(inputId, answer.proceed()))
                    .isEmpty()) {
                throw new EngineRefusalException(
                        Reason.NO_SUCH_INPUT,
                        run + " of job " + job + " does not wait for an answer to input " + inputId);
            }
        }
    }
}
