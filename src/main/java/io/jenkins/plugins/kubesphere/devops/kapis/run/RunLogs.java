package io.jenkins.plugins.kubesphere.devops.kapis.run;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ConcurrencyLimit;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.SlowDownloadMonitor;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The logs of the builds of runs. Only the controller that has the build has them. */
public final class RunLogs {
    private static final int MAX_READERS = 50;
    private static final int MAX_READERS_OF_CALLER = 10;

    private final RunLogReader logs;
    private final SlowDownloadMonitor monitor;
    private final ConcurrencyLimit readers = new ConcurrencyLimit("logs", MAX_READERS, MAX_READERS_OF_CALLER);

    RunLogs(RunLogReader logs, SlowDownloadMonitor monitor) {
        this.logs = logs;
        this.monitor = monitor;
    }

    /** Begins to read a log for a caller. Throws 429 or 503 if that is too much. */
    public ConcurrencyLimit.Permit acquire(KapisRequest request) {
        return readers.acquire(request.caller().key());
    }

    /** Ends the answer if its client takes too little of it. */
    public InputStream watch(InputStream log) {
        return monitor.watch(log);
    }

    /** @throws KapisException 404 if the run has no build here */
    public LogSnapshot open(PipelineRun run) {
        return open(run, Optional.empty()).orElseThrow(() -> RunArtifacts.noBuild(run));
    }

    /** @throws KapisException 404 if the build has no such step here */
    public LogSnapshot openStep(PipelineRun run, String step) {
        return open(run, Optional.of(step))
                .orElseThrow(() -> KapisException.notFound("step \"" + step + "\" of run \""
                        + run.getMetadata().getName()
                        + "\" has no log in this Jenkins; list the steps of its stages for their ids"));
    }

    /** The logs of steps, one after the other. A step without a log is left out. */
    public LogSnapshot openSteps(PipelineRun run, List<String> steps) {
        return new JoinedLogSnapshot(steps.stream()
                .flatMap(step -> open(run, Optional.of(step)).stream())
                .toList());
    }

    private Optional<LogSnapshot> open(PipelineRun run, Optional<String> step) {
        return PipelineRuns.namesValidPipeline(run)
                ? logs.open(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run), RunRequestFactory.createdAt(run), step)
                : Optional.empty();
    }
}
