package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuildLog;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the console logs of builds from the state folder of the embedded engine. */
final class EmbeddedRunLogReader implements RunLogReader {
    private final Object lock;
    private final EmbeddedRunScheduler runs;

    EmbeddedRunLogReader(Object lock, EmbeddedRunScheduler runs) {
        this.lock = lock;
        this.runs = runs;
    }

    @Override
    public Optional<LogChunk> log(JobName job, PipelineRunRef run, long offset) {
        Optional<Path> build;
        boolean ended;
        synchronized (lock) {
            build = runs.buildFolder(job, run);
            ended = runs.find(job, run).filter(found -> found.record.hasEnded()).isPresent();
        }
        return build.flatMap(folder -> EmbeddedBuildLog.read(folder, offset, ended));
    }

    @Override
    public String lastLines(JobName job, PipelineRunRef run) {
        Optional<Path> build;
        synchronized (lock) {
            build = runs.buildFolder(job, run);
        }
        return build.map(EmbeddedBuildLog::lastLines).orElse("");
    }
}
