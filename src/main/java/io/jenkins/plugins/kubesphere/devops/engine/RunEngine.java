package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.StopLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Starts, finds, stops and deletes the build of each PipelineRun. See {@link Engine} for the rules of threads, errors
 * and crashes.
 */
public interface RunEngine {

    /**
     * Starts the build of a run, <b>exactly once per run UID</b>. If a queue item or a build of the job already has the
     * UID, its state is returned and nothing is started, whatever else the request says. The same is true if a build of
     * the job had the UID and was deleted by a person or by the discarder of the job: the state is then {@link
     * RunSnapshot.State#BUILD_DELETED}. The engine remembers at least the newest thousand of these builds of each job,
     * until the job is deleted. Two runs with equal parameters get two builds. After every restart the caller repeats
     * the call for each run that has no build number in its annotations yet. The call starts a run again if a crash
     * lost it before its first step, and otherwise finds its build.
     *
     * @return the run as it is now: queued, running or, for a repeated call, in any later state
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#JOB_MISSING} if the job does not exist;
     *     {@link EngineRefusalException.Reason#NOT_BUILDABLE} if it does not accept builds now; {@link
     *     EngineRefusalException.Reason#BRANCH_MISSING} if the job of the pipeline exists and the job of the branch
     *     does not (retry later); {@link EngineRefusalException.Reason#INVALID_PARAMETER} if the job does not have a
     *     parameter or a value cannot be converted; of a request with {@link RunRequest#original}, also {@link
     *     EngineRefusalException.Reason#ORIGINAL_NOT_READY} and {@link EngineRefusalException.Reason#REPLAY_REFUSED}
     */
    RunSnapshot start(RunRequest request);

    /**
     * Reads the state of a run at one moment.
     *
     * @return empty if neither the queue nor a build of the job has the UID of the run, nor had a build that was
     *     deleted: the run was never started, a crash lost it before its first step, or {@link #delete} removed it
     */
    default Optional<RunSnapshot> find(JobName job, PipelineRunRef run) {
        return find(job, run, Instant.EPOCH);
    }

    /**
     * Reads the state of a run at one moment, like {@link #find(JobName, PipelineRunRef)}.
     *
     * @param createdAt when the PipelineRun was created. Its build cannot be older, so older builds are not read: a job
     *     may have thousands of them
     */
    Optional<RunSnapshot> find(JobName job, PipelineRunRef run, Instant createdAt);

    /**
     * Gives a build that another program or a person started to its run, so that {@link #find} finds it. ks-devops
     * writes the number of the build on the run, and nothing on the build.
     *
     * @param createdAt when the PipelineRun was created, or when the build started if the run was created for the
     *     build. A build that is much older or newer is not that of the run
     * @return false if the job has no such build, or if it belongs to a run already; also if the engine is none in
     *     which others start builds
     */
    default boolean adoptBuild(JobName job, PipelineRunRef run, int number, Instant createdAt) {
        return false;
    }

    /** Stops a run with {@link StopLevel#INTERRUPT}. */
    default void stop(JobName job, PipelineRunRef run) {
        stop(job, run, StopLevel.INTERRUPT);
    }

    /** Stops a run without a person who says so. */
    default void stop(JobName job, PipelineRunRef run, StopLevel level) {
        stop(job, run, level, "");
    }

    /**
     * Stops a run: its queue item is cancelled, or its running build is aborted. A paused build is resumed, so that it
     * can end. Returns at once; an event is sent when the run has ended. Does nothing if the run has ended or is
     * unknown, or if its build was deleted.
     *
     * @param level how a running build is ended. An engine in which a build cannot ignore a stop need not know levels
     * @param by name of the person who stops the run, for the record of the build, never for a permission; empty if it is
     *     not known
     */
    void stop(JobName job, PipelineRunRef run, StopLevel level, String by);

    /**
     * Stops a run and returns when it has ended, with each {@link StopLevel} if its build does not end otherwise. An
     * engine in which a build cannot ignore a stop may return before. The record of the build stays. An unknown run is
     * not an error.
     */
    default void stopAndWait(JobName job, PipelineRunRef run) {
        stop(job, run);
    }

    /**
     * Pauses the build of a run between two steps: a step that runs goes on to its end, and the next one does not
     * start. A paused build stays paused when the engine restarts. The state is then {@link
     * RunSnapshot.State#PAUSED_BY_USER}. Does nothing if the build is paused already.
     *
     * @return false if the run has no build that runs its Jenkinsfile, or not yet; call this again later
     */
    boolean pause(JobName job, PipelineRunRef run);

    /**
     * Lets the paused build of a run go on. Does nothing if the build is not paused.
     *
     * @return false if the run has no build that runs its Jenkinsfile, or not yet
     */
    boolean resume(JobName job, PipelineRunRef run);

    /**
     * Removes a run from the engine: its queue item is cancelled, its running build is stopped, the record of its build
     * is deleted. When this returns, {@link #find} does not find the run, and {@link #start} would build it again, also
     * if its build was deleted by somebody else before. An unknown run is not an error.
     */
    void delete(JobName job, PipelineRunRef run);

    /**
     * Reads the parameters with which the build of a run was started, with the defaults of those that the run did not
     * set. {@code ****} stands instead of secrets.
     *
     * @return empty if the run has no build (yet, or any more)
     */
    default List<RunParameter> readParameters(JobName job, PipelineRunRef run) {
        return List.of();
    }

    /** How many users {@link #readApprovers} returns at most. */
    int MAX_APPROVERS = 50;

    /**
     * Reads who has let the build of a run go on at an input: each user once, in the order of their first approvals.
     * Answers of the operator itself are left out.
     *
     * @return at most {@link #MAX_APPROVERS}; empty also if the run has no build (yet, or any more)
     */
    default List<String> readApprovers(JobName job, PipelineRunRef run) {
        return List.of();
    }

    /** Whether a person keeps this build for ever. False if there is no such build. */
    default boolean isKeptForever(JobName job, int number) {
        return false;
    }

    /**
     * Returns the address of the page of a build, for people.
     *
     * @return empty if the engine has no pages, or does not know its own address
     */
    default Optional<String> findAddress(JobName job, int number) {
        return Optional.empty();
    }

    /** Answers the input step at which a run waits, as the operator itself and with the default values. */
    default void answer(JobName job, PipelineRunRef run, String inputId, boolean proceed) {
        answer(job, run, inputId, InputAnswer.ofOperator(proceed));
    }

    /**
     * Answers the input step at which a run waits. The caller has checked that the user may start builds of the
     * pipeline; the engine checks that the user is among the submitters of the question, if it names any.
     *
     * @param inputId {@link RunSnapshot.Input#id()} of the question
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#NO_SUCH_INPUT} if the run does not wait at
     *     that input step; {@link EngineRefusalException.Reason#NOT_SUBMITTER} if the question may only be answered by
     *     others; {@link EngineRefusalException.Reason#INVALID_PARAMETER} if the question does not have a parameter, or
     *     a value cannot be converted
     */
    void answer(JobName job, PipelineRunRef run, String inputId, InputAnswer answer);
}
