package io.jenkins.plugins.kubesphere.devops.kapis.schemathesis;

import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.time.Instant;
import java.util.Optional;

/** Each build and each step has written one line. */
final class SampleLogs implements RunLogReader {
    private static final LogSnapshot LINE = new LogSnapshot() {
        @Override
        public long size() {
            return 6;
        }

        @Override
        public boolean isComplete() {
            return true;
        }

        @Override
        public LogChunk read(long offset, int maxBytes) {
            return offset == 0 ? new LogChunk("hello\n", 6, false) : new LogChunk("", 6, false);
        }
    };

    @Override
    public Optional<LogChunk> log(JobName job, PipelineRunRef run, long offset) {
        return Optional.of(LINE.read(offset));
    }

    @Override
    public Optional<LogSnapshot> open(JobName job, PipelineRunRef run, Instant createdAt, Optional<String> step) {
        return Optional.of(LINE);
    }

    @Override
    public String lastLines(JobName job, PipelineRunRef run) {
        return "hello";
    }
}
