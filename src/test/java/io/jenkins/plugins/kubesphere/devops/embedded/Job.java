package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.Jenkinsfile;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.Parameters;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import java.util.LinkedHashMap;
import java.util.Map;

/** A job and its runs by UID. Guarded by the engine's lock. */
final class Job {
    final Map<String, Run> runs = new LinkedHashMap<>();
    JobRecord record;
    Jenkinsfile jenkinsfile;

    Job(JobRecord record) {
        set(record);
    }

    void set(JobRecord changed) {
        record = changed;
        jenkinsfile = new Jenkinsfile(changed.name(), changed.pipeline().jenkinsfile());
    }

    JobName name() {
        return record.name();
    }

    Parameters parameters() {
        return new Parameters(
                record.pipeline().parameters(), jenkinsfile.properties().parameters());
    }

    boolean oneAtATime() {
        return Boolean.TRUE.equals(record.pipeline().disableConcurrent())
                || jenkinsfile.properties().oneAtATime();
    }
}
