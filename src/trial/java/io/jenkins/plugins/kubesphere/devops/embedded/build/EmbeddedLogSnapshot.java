package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import java.nio.file.Path;

/**
 * The log of a build as it is at one moment.
 *
 * @param build the folder of the build
 */
record EmbeddedLogSnapshot(Path build, long size, boolean isComplete) implements LogSnapshot {
    @Override
    public LogChunk read(long offset, int maxBytes) {
        long limit = Math.min(size, Math.max(0, offset) + maxBytes);
        return EmbeddedBuildLog.read(build, offset, limit, isComplete && limit == size)
                .map(part -> new LogChunk(part.text(), part.nextOffset(), part.nextOffset() < size))
                .filter(part -> !part.text().isEmpty())
                .orElseGet(() -> new LogChunk("", size, false));
    }
}
