package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;

/** What people change directly in an engine. Each call returns when the change is done. */
public interface ManualChanges {

    /** Creates a folder without a project. */
    void createFolder(String name);

    /** Creates a job without a pipeline. */
    void createJob(JobName job);

    void disable(JobName job);

    void enable(JobName job);

    void deleteFolder(String name);

    void deleteJob(JobName job);

    /** Deletes a build that has ended. */
    void deleteBuild(JobName job, RunRef run);

    /** Cancels a queued run. */
    void cancel(JobName job, RunRef run);

    /** Number of builds of the job. */
    int builds(JobName job);
}
