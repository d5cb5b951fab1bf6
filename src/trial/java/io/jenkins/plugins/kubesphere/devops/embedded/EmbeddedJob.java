package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.CompiledJenkinsfile;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.EmbeddedJobParameters;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.LinkedHashMap;
import java.util.Map;

/** Holds a job, its compiled Jenkinsfile, and its runs by UID. Guarded by the lock of the engine. */
final class EmbeddedJob {
    final Map<String, EmbeddedRun> runs = new LinkedHashMap<>();
    JobRecord record;
    CompiledJenkinsfile jenkinsfile;

    EmbeddedJob(JobRecord record) {
        set(record);
    }

    void set(JobRecord changed) {
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

    boolean oneAtATime() {
        return Boolean.TRUE.equals(record.pipeline().disableConcurrent())
                || jenkinsfile.properties().oneAtATime();
    }
}
