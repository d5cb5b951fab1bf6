package io.jenkins.plugins.kubesphere.devops.engine;

import java.util.function.Consumer;

/**
 * A CI engine as the operator sees it: folders that contain jobs, jobs that run builds, and one build for each
 * PipelineRun. Each role of the engine is a separate interface, so that a caller gets only the roles that it needs.
 *
 * <p><b>Threads.</b> Every method of every role may be called from any thread at any time, also concurrently for the
 * same item. The engine locks what must not be changed concurrently. A method may wait for a lock of the engine (in
 * Jenkins: the lock of the queue). Therefore it must not be called from the thread of an informer.
 *
 * <p><b>Owners.</b> Every call acts only on a folder that belongs to a project, and on a job that belongs to the
 * pipeline of its name. A job that a person made, or that is in the folder of a person, does not exist for the caller:
 * a name alone gives no right to it.
 *
 * <p><b>Errors.</b> An engine that understood a request and does not carry it out throws an {@link
 * EngineRefusalException}. Its message names the thing and how to fix it, and no part of the request was carried out.
 * Any other exception is an internal error of the engine, and the caller retries later. Users see the message of an
 * {@link EngineFailureException}; of others they see only the class, because nobody knows what the message contains.
 *
 * <p><b>Secrets.</b> No text for users contains the value of a credential of the project, or the user and password of a
 * URL. This also applies to messages of exceptions. Only a part of a log, and the names of items and branches, are as
 * they are.
 *
 * <p><b>Crash.</b> The process may be killed between any two instructions. After a restart, folders, jobs and their
 * owners have the state that the last finished call has written. The build of a run is either found by the UID of the
 * run, or none of its steps has run; see {@link RunEngine#start}.
 */
public interface Engine {

    /** Creates, updates and deletes folders and jobs. */
    JobEngine jobs();

    /** Reads the results of scans for branches. */
    BranchScanReader branches();

    /** Reads the logs of these scans; {@link BranchScanLogReader#NONE} if there are none in the engine. */
    BranchScanLogReader branchScanLogs();

    /** Starts, finds, stops and deletes builds. */
    RunEngine runs();

    /** Reads the logs of builds. */
    RunLogReader runLogs();

    /** Reads the stages of builds; {@link RunDetailReader#NONE} if the engine knows no stages. */
    RunDetailReader runDetails();

    /** Reads the files that builds archived; {@link ArtifactReader#NONE} if there are none in the engine. */
    ArtifactReader artifacts();

    /** Reads builds that belong to no run; {@link UnboundBuildReader#NONE} if there are none in the engine. */
    UnboundBuildReader unboundBuilds();

    /** Reads which builds used a credential; {@link CredentialUsageReader#NONE} if the engine has no credentials. */
    CredentialUsageReader credentialUsages();

    /** Converts Jenkinsfiles to JSON and back; {@link JenkinsfileConverter#NONE} if the engine cannot convert. */
    JenkinsfileConverter jenkinsfiles();

    /** Checks Jenkinsfiles and cron expressions; {@link SyntaxChecker#NONE} if the engine cannot check. */
    SyntaxChecker syntax();

    /**
     * Registers for events. Each event is delivered at least once, on threads of the engine, in no particular order
     * across runs. A subscriber must return quickly, must not throw, and must not wait for a lock that is held during a
     * call of the engine. Earlier events are not repeated, so read the state after this call.
     */
    Subscription subscribe(Consumer<EngineEvent> subscriber);

    /** Ends a subscription. After {@link #close()} only a delivery that has already begun continues. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
