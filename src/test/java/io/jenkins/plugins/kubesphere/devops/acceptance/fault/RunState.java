package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** All states, beginning with this one. */
    static Stream<RunState> from(RunState first) {
        return IntStream.range(0, values().length).mapToObj(i -> values()[(first.ordinal() + i) % values().length]);
    }
}
