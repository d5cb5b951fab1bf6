package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;

/** What people do in an engine behind the back of the control plane. Each call returns when it is done. */
public interface ManualChanges {

    /** Makes a folder that belongs to no project. */
    void createFolder(String name);

    /** Makes a job that belongs to no pipeline. */
    void createJob(JobName job);

    void disable(JobName job);

    void enable(JobName job);

    void deleteFolder(String name);

    void deleteJob(JobName job);

    /** Deletes a build that is over. */
    void deleteBuild(JobName job, RunRef run);

    /** Cancels a queue item. */
    void cancel(JobName job, RunRef run);

    /** How many builds the job has. */
    int builds(JobName job);
}
