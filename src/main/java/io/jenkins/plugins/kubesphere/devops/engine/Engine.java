package io.jenkins.plugins.kubesphere.devops.engine;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A CI engine as the control plane sees it: folders that hold jobs, jobs that run builds, and a build for each
 * PipelineRun.
 *
 * <p><b>Threads.</b> Every method may be called from any thread at any time, also concurrently for the same item; the
 * engine serializes where it must. Methods may block for as long as the engine's own locks are held (in Jenkins: the
 * queue lock), so they are never called from an informer's thread.
 *
 * <p><b>Errors.</b> A request that the engine understood and will not carry out is an {@link EngineRefusalException}, whose
 * message names the thing and the cure. Anything else that is thrown is a fault of the engine: the caller retries later.
 * Nothing is half done after a refusal.
 *
 * <p><b>Crash.</b> The process may be killed between any two instructions. After a restart folders, jobs and their owners
 * are as they were after the last method that returned. A build is found again under its run's UID, or no step of it has
 * ever run; see {@link #start}.
 */
public interface Engine {

    /**
     * Makes the folder of a project exist as requested. One that a person moved away is moved back, with its jobs.
     *
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#OWNED_BY_OTHER} if an item of that name exists and belongs to somebody
     *     else (it is left as it is); {@link EngineRefusalException.Reason#INVALID_NAME} if the engine does not take the name;
     *     {@link EngineRefusalException.Reason#MOVED} if it was moved away and cannot be moved back now
     */
    FolderOutcome ensureFolder(FolderRequest folder);

    /**
     * Deletes a project's folder with everything in it, running builds stopped first. A folder that is not there, or
     * that belongs to somebody else, is left alone.
     *
     * @param folder its name
     * @param owner whose folder it must be
     * @return whether a folder was deleted
     */
    boolean deleteFolder(String folder, Owner owner);

    /**
     * Makes the job of a pipeline exist as requested; the type in its spec says which kind of job. Running builds go on;
     * the history stays. Nothing is written when the job is as requested already. A job that a person disabled is enabled,
     * one that a person moved away is moved back with its builds, which {@link #find} knows all the while.
     *
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#FOLDER_MISSING} if the project's folder is not there yet;
     *     {@link EngineRefusalException.Reason#OWNED_BY_OTHER}, {@link EngineRefusalException.Reason#INVALID_NAME},
     *     {@link EngineRefusalException.Reason#MOVED} as for folders;
     *     {@link EngineRefusalException.Reason#TYPE_CHANGED} if the owner's job is there, and is of the kind that another type of
     *     pipeline has (it is left as it is, with its builds);
     *     {@link EngineRefusalException.Reason#INVALID_SPEC} if the engine cannot make a job of the spec;
     *     {@link EngineRefusalException.Reason#PLUGIN_MISSING} if it could with a plugin that it does not have
     */
    JobOutcome ensureJob(JobRequest job);

    /**
     * How the last look for branches went. The engine looks by itself once a multi-branch pipeline's job was made, and again
     * whenever that was changed.
     *
     * @param job a pipeline's own job
     * @return empty if it is not there or has no branches, and while it looks for them again: who shows the outcome leaves that
     *     as it is
     */
    Optional<BranchScan> scan(JobName job);

    /**
     * A pipeline's job as lists show it. Reads the last builds of each branch, so it is not for every change of a run.
     *
     * @param job a pipeline's own job
     * @param branches so many branches are listed at most, at least 0; they are counted whatever it is
     * @return empty if there is no such job
     */
    Optional<JobSummary> overview(JobName job, int branches);

    /**
     * Deletes a pipeline's job with its branches and builds, running ones stopped first. A job that is not there, or that
     * belongs to somebody else, is left alone.
     *
     * @return whether a job was deleted
     */
    boolean deleteJob(JobName job, Owner owner);

    /**
     * Starts the build of a run, <b>exactly once per run UID</b>: if the queue or a build of the job knows the UID
     * already, that one is returned and nothing is started, whatever the other fields of the request say. Two runs with
     * equal parameters are two builds. The caller repeats the call after every restart for each run that has no run id
     * yet: an item that a crash lost before its first step is then started anew, one that got further is found.
     *
     * @return the run as it is now: queued, running or, for a repeated call, whatever it has become
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#JOB_MISSING} or {@link EngineRefusalException.Reason#NOT_BUILDABLE} if the
     *     job is not there or takes no builds now, {@link EngineRefusalException.Reason#BRANCH_MISSING} if the pipeline's job is
     *     there and that of the branch is not (ask again later); {@link EngineRefusalException.Reason#INVALID_PARAMETER} if a
     *     parameter is unknown to the job or its value does not convert
     */
    RunSnapshot start(RunRequest request);

    /**
     * One consistent look at a run.
     *
     * @return empty if neither queue nor builds of the job know the run's UID: it was never started, a crash lost it
     *     before its first step, or its build was deleted
     */
    Optional<RunSnapshot> find(JobName job, RunRef run);

    /**
     * Stops a run: a queued one leaves the queue, a running build is aborted. Returns at once; the end arrives as an
     * event. A run that is over or unknown is left alone.
     */
    void stop(JobName job, RunRef run);

    /**
     * Removes a run from the engine: its queue item is cancelled, a running build is stopped, the build's record is
     * deleted. When this returns, {@link #find} does not know the run any more, so that {@link #start} would build it
     * anew. Unknown runs are no error.
     */
    void delete(JobName job, RunRef run);

    /**
     * Answers the question at which a run is paused.
     *
     * @param inputId {@link RunSnapshot.Input#id()} of the question
     * @param proceed true to go on, false to reject (the build ends aborted)
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#NO_SUCH_INPUT} if the run does not wait for that answer
     */
    void answer(JobName job, RunRef run, String inputId, boolean proceed);

    /**
     * A part of a build's console log.
     *
     * @param offset 0, or where an earlier chunk said to go on; an offset past the end gives an empty chunk at the end, and
     *     one in the middle of a character starts with the next
     * @return empty if there is no build for the run yet, or any more
     */
    Optional<LogChunk> log(JobName job, RunRef run, long offset);

    /**
     * The last lines of a finished build's log, for the message of its run; {@link LogTail} says which. They are the same each
     * time. Reads {@link LogTail#WINDOW} bytes, not the log. Masked are values of the project's credentials and of secret
     * parameters, and who logs in with a URL.
     *
     * @return lines divided by line breaks; empty if there is no build, if none of its lines says anything, or if the engine
     *     cannot mask them
     */
    String lastLines(JobName job, RunRef run);

    /** Converts Jenkinsfiles to JSON and back; changes nothing. An engine may have none. */
    default JenkinsfileConverter jenkinsfileModel() {
        return JenkinsfileConverter.NONE;
    }

    /**
     * Registers for changes. Delivery is at least once, from the engine's own threads, in no particular order across
     * runs; a subscriber returns quickly, takes no locks of its own around engine calls, and never throws. Events that
     * happened before the registration are not replayed: read the state first.
     */
    Subscription subscribe(Consumer<EngineEvent> subscriber);

    /** Ends a subscription; no event is delivered after {@link #close()} has returned, save one already under way. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
