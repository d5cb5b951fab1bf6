package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.api.RunTriggers;
import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the builds of the embedded engine that a user started. Their parameters are not kept. */
final class EmbeddedUnboundBuildReader implements UnboundBuildReader {
    private final Object lock;
    private final EmbeddedItems items;

    EmbeddedUnboundBuildReader(Object lock, EmbeddedItems items) {
        this.lock = lock;
        this.items = items;
    }

    @Override
    public List<BuildRef> list(JobName pipeline, Function<JobName, Instant> since, int maxOfJob) {
        synchronized (lock) {
            return builds(pipeline)
                    .filter(record -> !record.startedAt().isBefore(since.apply(pipeline)))
                    .map(record -> new BuildRef(pipeline, record.number()))
                    .limit(maxOfJob)
                    .toList();
        }
    }

    @Override
    public Optional<UnboundBuild> find(BuildRef build) {
        synchronized (lock) {
            return builds(build.job())
                    .filter(record -> record.number() == build.number())
                    .findFirst()
                    .map(record -> new UnboundBuild(
                            build, record.startedAt(), RunTriggers.USER, record.startedBy(), List.of()));
        }
    }

    private Stream<EmbeddedRunRecord> builds(JobName job) {
        return items.findJob(job).filter(found -> !job.hasBranch()).stream()
                .flatMap(found -> found.runs.values().stream())
                .map(run -> run.record)
                .filter(record -> record.belongsToNoRun() && record.number() != null);
    }
}
