package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import java.util.Optional;

/**
 * Creates, updates and deletes the folder of each project and the job of each pipeline. See {@link Engine} for the
 * rules of threads, errors and crashes.
 */
public interface JobEngine {

    /**
     * Makes the folder of a project exist as requested. A folder that a person moved away is moved back with its jobs.
     *
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#OWNED_BY_OTHER} if an item of that name
     *     exists and belongs to another owner or to none (it stays unchanged); {@link
     *     EngineRefusalException.Reason#INVALID_NAME} if the engine does not allow the name; {@link
     *     EngineRefusalException.Reason#MOVED} if the folder was moved away and cannot be moved back now
     */
    FolderOutcome ensureFolder(FolderRequest folder);

    /**
     * Deletes the folder of a project with everything in it. Running builds are stopped first. Does nothing if the
     * folder does not exist or belongs to another owner.
     *
     * @param folder name of the folder
     * @param owner the project that the folder must belong to
     * @return whether a folder was deleted
     */
    boolean deleteFolder(String folder, Owner owner);

    /**
     * Makes the job of a pipeline exist as requested. The type in its spec decides the kind of job. Running builds go
     * on, and the history stays. Nothing is written if the job already is as requested. A job that a person disabled is
     * enabled. A job that a person moved away is moved back with its builds; {@link RunEngine#find} finds them even
     * before that.
     *
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#FOLDER_MISSING} if the folder does not exist
     *     yet, or belongs to no project; {@link EngineRefusalException.Reason#OWNED_BY_OTHER}, {@link
     *     EngineRefusalException.Reason#INVALID_NAME}, {@link EngineRefusalException.Reason#MOVED} as for folders;
     *     {@link EngineRefusalException.Reason#TYPE_CHANGED} if the owner's job exists for another type of pipeline (it
     *     stays unchanged, with its builds); {@link EngineRefusalException.Reason#INVALID_SPEC} if the engine cannot
     *     create a job from the spec; {@link EngineRefusalException.Reason#PLUGIN_MISSING} if the spec needs a plugin
     *     that is not installed
     */
    JobOutcome ensureJob(JobRequest job);

    /**
     * Deletes the job of a pipeline with its branches and builds. Running builds are stopped first. Does nothing if the
     * job does not exist or belongs to another owner.
     *
     * @return whether a job was deleted
     */
    boolean deleteJob(JobName job, Owner owner);

    /**
     * Asks for a scan for branches. It begins soon, on a thread of the engine. A request that is made before the scan has
     * begun adds none; one that is made while a scan runs adds another.
     *
     * @param owner the pipeline that the job must belong to
     * @return whether a scan was asked for: not if the job does not exist, has no branches, or is disabled
     */
    boolean requestScan(JobName job, Owner owner);

    /**
     * Reads what consoles show of a pipeline's job in a list of jobs. It reads the last builds of each branch, so do
     * not call it for every change of a run.
     *
     * @param job the job of the pipeline itself
     * @param maxBranches the largest number of branches to list, at least 0; all branches are counted in any case
     * @return empty if the job does not exist
     */
    Optional<JobSummary> summarize(JobName job, int maxBranches);
}
