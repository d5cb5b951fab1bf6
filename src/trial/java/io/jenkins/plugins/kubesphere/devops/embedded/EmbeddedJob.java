package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.CompiledJenkinsfile;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.DeclaredJobProperties;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.EmbeddedJobParameters;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds a job, its compiled Jenkinsfile, and its runs by UID. Guarded by the lock of the engine. */
final class EmbeddedJob {
    final Map<String, EmbeddedRun> runs = new LinkedHashMap<>();
    EmbeddedDeletedBuilds deletedBuilds = new EmbeddedDeletedBuilds(Map.of());
    EmbeddedJobRecord record;
    CompiledJenkinsfile jenkinsfile;

    EmbeddedJob(EmbeddedJobRecord record) {
        setRecord(record);
    }

    void setRecord(EmbeddedJobRecord changed) {
        record = changed;
        jenkinsfile = new CompiledJenkinsfile(changed.name(), changed.pipeline().jenkinsfile());
    }

    JobName name() {
        return record.name();
    }

    EmbeddedJobParameters parameters() {
        return new EmbeddedJobParameters(
                record.pipeline().parameters(), jenkinsfile.properties().parameters());
    }

    boolean disablesConcurrentBuilds() {
        return Boolean.TRUE.equals(record.pipeline().disableConcurrent())
                || jenkinsfile.properties().concurrentBuildsDisabled();
    }

    /** Returns the builds that exceed the limits in the Jenkinsfile. */
    List<EmbeddedRun> findOldBuilds() {
        DeclaredJobProperties properties = jenkinsfile.properties();
        long keep = properties.buildsToKeep().orElse(Long.MAX_VALUE);
        Instant oldest = properties.daysToKeep().isEmpty()
                ? Instant.MIN
                : Instant.now().minus(Duration.ofDays(properties.daysToKeep().getAsLong()));
        List<EmbeddedRun> newestFirst = runs.values().stream()
                .filter(run -> run.record.hasEnded() && run.record.number() != null)
                .sorted(Comparator.comparing((EmbeddedRun run) -> run.record.number())
                        .reversed())
                .toList();
        List<EmbeddedRun> old = new ArrayList<>();
        for (int i = 0; i < newestFirst.size(); i++) {
            EmbeddedRun run = newestFirst.get(i);
            if (i >= keep || run.record.endedAt().isBefore(oldest)) {
                old.add(run);
            }
        }
        return old;
    }
}
