package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job and its runs by UID. Guarded by the engine's lock. */
final class Job {
    final JobName name;
    final Map<String, Run> runs = new LinkedHashMap<>();
    private JobRecord record;
    private Jenkinsfile jenkinsfile;
    private JobParameters parameters;

    Job(JobName name, JobRecord record) {
        this.name = name;
        set(record);
    }

    void set(JobRecord changed) {
        String script = changed.pipeline().jenkinsfile();
        if (jenkinsfile == null || !jenkinsfile.isOf(script)) {
            jenkinsfile = new Jenkinsfile(name, script);
        }
        record = changed;
        parameters = new JobParameters(name, changed.pipeline().parameters(), jenkinsfile);
    }

    JobRecord record() {
        return record;
    }

    Jenkinsfile jenkinsfile() {
        return jenkinsfile;
    }

    JobParameters parameters() {
        return parameters;
    }

    List<Run> running() {
        return runs.values().stream().filter(Run::isRunning).toList();
    }
}
