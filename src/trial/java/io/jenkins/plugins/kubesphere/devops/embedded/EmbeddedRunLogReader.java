package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuildLog;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

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
        return call(job, run, (folder, ended) -> EmbeddedBuildLog.read(folder, offset, ended));
    }

    /** This engine does not know what a step wrote. */
    @Override
    public Optional<LogSnapshot> open(JobName job, PipelineRunRef run, Instant createdAt, Optional<String> step) {
        return step.isPresent() ? Optional.empty() : call(job, run, EmbeddedBuildLog::open);
    }

    private <T> Optional<T> call(JobName job, PipelineRunRef run, BiFunction<Path, Boolean, Optional<T>> reader) {
        Optional<Path> build;
        boolean ended;
        synchronized (lock) {
            build = runs.buildFolder(job, run);
            ended = runs.find(job, run).filter(found -> found.record.hasEnded()).isPresent();
        }
        return build.flatMap(folder -> reader.apply(folder, ended));
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
