package io.jenkins.plugins.kubesphere.devops.operator.run;

import java.util.List;
import java.util.function.Predicate;

/**
 * Decides what happens to a run. The first row of a table that matches the run decides. Every reconcile decides again,
 * also after a restart. The engine makes the last check: it starts nothing if an item in its queue or a build already
 * has the UID of the run.
 */
enum RunDecision {
    /** The run has ended: nothing about it changes any more. */
    IGNORE,
    /** The run names no valid pipeline: end it. */
    END_WITHOUT_PIPELINE_NAME,
    /** The run was restored from a backup, and may have been built before: end it. */
    END_RESTORED,
    /**
     * Another instance has claimed the run, and a person allows us to take it over: claim it, and reconcile it again.
     */
    TAKE_OVER,
    /**
     * Like {@link #TAKE_OVER}, but the run has a build: claim the run only if this instance has the same build. A
     * build with the same number is not enough.
     */
    TAKE_OVER_WITH_BUILD,
    /** Another instance has claimed the run, but does not hold the Lease, and the run is to be stopped: end it. */
    CANCEL_FOREIGN,
    /** Another instance has claimed the run, but does not hold the Lease: say so, and leave the run unfinished. */
    REPORT_FOREIGN,
    /** The run is new, or a copy of another run, and is not claimed yet: do nothing. The claim causes a reconcile. */
    AWAIT_CLAIM,
    /** The run has a build: follow it. If the build was deleted, the run ends; it is never built twice. */
    FOLLOW,
    /** The run is to be stopped, and has no known build: follow a build if the engine has one, else end the run. */
    FOLLOW_OR_CANCEL,
    /** The run may be started: follow a build if the engine has one, else start it. */
    FOLLOW_OR_START;

    /**
     * The facts about a run on which the decision depends.
     *
     * @param ended the run has a completion time
     * @param named it names a valid pipeline
     * @param restored it was restored from a backup, and no instance has claimed it since
     * @param foreign another instance has claimed it
     * @param takeOverAllowed a person allows us to take it over
     * @param claimed this instance has claimed it
     * @param bound it has a run id
     * @param stopped its action is Stop
     */
    record Facts(
            boolean ended,
            boolean named,
            boolean restored,
            boolean foreign,
            boolean takeOverAllowed,
            boolean claimed,
            boolean bound,
            boolean stopped) {}

    private record Row(Predicate<Facts> matches, RunDecision decision) {}

    private static final List<Row> TABLE = List.of(
            new Row(Facts::ended, IGNORE),
            new Row(facts -> !facts.named(), END_WITHOUT_PIPELINE_NAME),
            new Row(Facts::restored, END_RESTORED),
            new Row(facts -> facts.foreign() && facts.takeOverAllowed() && !facts.bound(), TAKE_OVER),
            new Row(facts -> facts.foreign() && facts.takeOverAllowed(), TAKE_OVER_WITH_BUILD),
            new Row(facts -> facts.foreign() && facts.stopped(), CANCEL_FOREIGN),
            new Row(Facts::foreign, REPORT_FOREIGN),
            new Row(facts -> !facts.claimed(), AWAIT_CLAIM),
            new Row(Facts::bound, FOLLOW),
            new Row(Facts::stopped, FOLLOW_OR_CANCEL),
            new Row(facts -> true, FOLLOW_OR_START));

    static RunDecision of(Facts facts) {
        return TABLE.stream()
                .filter(row -> row.matches().test(facts))
                .findFirst()
                .orElseThrow()
                .decision();
    }
}
