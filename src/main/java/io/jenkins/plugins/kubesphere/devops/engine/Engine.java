package io.jenkins.plugins.kubesphere.devops.engine;

import java.util.function.Consumer;

/**
 * A CI engine as the control plane sees it: folders that hold jobs, jobs that run builds, and one build for each
 * PipelineRun. Each role has an interface of its own. A caller takes only the roles that it needs.
 *
 * <p><b>Threads.</b> Every method of every role may be called from any thread at any time, also concurrently for the
 * same item. The engine serializes where it must. Methods may block for as long as the engine's own locks are held (in
 * Jenkins: the lock of the queue). Therefore they must not be called from the thread of an informer.
 *
 * <p><b>Errors.</b> An engine that understood a request and does not carry it out throws an {@link
 * EngineRefusalException}. Its message names the thing and how to fix it, and nothing was changed in part. Any other
 * exception is a fault of the engine, and the caller retries later.
 *
 * <p><b>Crash.</b> The process may be killed between any two instructions. After a restart, folders, jobs and their
 * owners are as the last method that returned left them. The build of a run is found again by the UID of the run, or
 * none of its steps has ever run; see {@link RunEngine#start}.
 */
public interface Engine {

    /** Folders and jobs. */
    JobEngine jobs();

    /** Branches of multi-branch pipelines. */
    BranchEngine branches();

    /** Starts, finds, stops and deletes builds. */
    RunEngine runs();

    /** What is inside a build. */
    RunDetails runDetails();

    /** Jenkinsfiles as JSON and back; {@link JenkinsfileConverter#NONE} if the engine cannot convert. */
    JenkinsfileConverter jenkinsfiles();

    /**
     * Registers for events. Each event is delivered at least once, on threads of the engine, in no particular order
     * across runs. A subscriber returns quickly, does not hold a lock that it also holds around calls of the engine,
     * and does not throw. Earlier events are not repeated: read the state first.
     */
    Subscription subscribe(Consumer<EngineEvent> subscriber);

    /** Ends a subscription. After {@link #close()} only a delivery that has already begun goes on. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
