package io.jenkins.plugins.kubesphere.devops.kapis.run;

import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import java.util.List;

/**
 * Several logs, one after the other. While an earlier one grows, the offsets of later ones change.
 *
 * @param parts in their order
 */
record JoinedLogSnapshot(List<LogSnapshot> parts) implements LogSnapshot {
    JoinedLogSnapshot {
        parts = List.copyOf(parts);
    }

    @Override
    public long size() {
        return parts.stream().mapToLong(LogSnapshot::size).sum();
    }

    @Override
    public boolean isComplete() {
        return parts.stream().allMatch(LogSnapshot::isComplete);
    }

    @Override
    public LogChunk read(long offset, int maxBytes) {
        long begin = 0;
        for (LogSnapshot part : parts) {
            if (offset < begin + part.size()) {
                LogChunk chunk = part.read(offset - begin, maxBytes);
                long next = begin + chunk.nextOffset();
                // A part that became shorter must not end the whole.
                return chunk.text().isEmpty() && next > offset && next < size()
                        ? read(next, maxBytes)
                        : new LogChunk(chunk.text(), next, next < size());
            }
            begin += part.size();
        }
        return new LogChunk("", size(), false);
    }
}
