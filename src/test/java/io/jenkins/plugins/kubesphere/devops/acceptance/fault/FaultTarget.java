package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An operator with its engine, in a process of its own, with everything that a {@link Fault} needs. */
interface FaultTarget extends AutoCloseable {
    /**
     * A build, from the records of the engine on disk.
     *
     * @param uid UID of its run; empty for a build without one
     * @param result empty while it runs; otherwise a result of Jenkins
     */
    record Build(String uid, int number, String result) {}

    /** Starts the process, and waits until the operator is connected. */
    void start();

    /** Kills the process with SIGKILL. */
    void kill();

    FaultyApiServer apiServer();

    /** Why a run in this state cannot meet the fault on this target; empty if it can. */
    Optional<String> lacks(RunState state, Fault fault);

    /** Moves the clock of the operator away from the real time. */
    void stepClock(Duration fromRealTime);

    /** Lets each write of a record of the engine fail, or no more. */
    void setDiskFull(boolean full);

    /** Lets listeners of the engine throw that are called before ours, or no more. */
    void setListenersThrow(boolean fail);

    /** Lets the storage of the logs of builds throw, or no more. */
    void setLogsThrow(boolean fail);

    /** Whether the present fault of the engine has met a call; true if the target does not notice it. */
    boolean hasMet(Fault fault);

    /** Answers the input of a run as a person does. Returns false if its build does not wait for it (yet). */
    boolean answer(FaultRun run);

    /** All builds of all jobs of the project. Complete only while no build starts. */
    List<Build> builds();

    /** Folder of which the steps of builds can use the files. Its path needs no quotes in a shell. */
    Path gateFolder();

    /** Whether builds continue after a kill. */
    boolean resumesBuilds();

    /** How long a run may take to end after a fault. */
    Duration timeout();

    @Override
    void close();
}
