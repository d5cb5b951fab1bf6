package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;

/** Changes items and runs directly in an engine, as people do. Each call returns after the change. */
public interface UserActions {

    /** Creates a folder without a project. */
    void createFolder(String name);

    /** Creates a job without a pipeline. */
    void createJob(JobName job);

    void disable(JobName job);

    void enable(JobName job);

    void deleteFolder(String name);

    void deleteJob(JobName job);

    /** Deletes a build. Jenkins refuses it while the build runs. */
    void deleteBuild(JobName job, PipelineRunRef run);

    /** Cancels a queued run. */
    void cancel(JobName job, PipelineRunRef run);

    /** Number of builds of the job. */
    int countBuilds(JobName job);
}
