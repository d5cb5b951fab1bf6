package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

/** Where a run is when a fault begins. Each run of the matrix passes through all of these states. */
enum RunState {
    /** In the queue of the engine, behind another run of its pipeline. */
    QUEUED,
    /** In its first step. */
    RUNNING,
    /** Waiting for a person. */
    AT_INPUT,
    /** In both of its parallel stages. */
    IN_PARALLEL,
    /** In its last step, or after it and before its final status is written. */
    FINISHING;

    /** The state of a neighbour of a run in this state, another one for each distance from 1 to 4. */
    RunState neighbour(int distance) {
        return values()[(ordinal() + distance) % values().length];
    }
}
