package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import java.util.List;
import java.util.function.Predicate;

/**
 * Whether a run may be started: a table, read from the top, the first row that fits decides. It is asked anew at every
 * reconcile and after every restart; the engine adds the last row itself, which is that neither its queue nor its builds
 * know the run's UID.
 */
public enum StartDecision {
    /** Over: nothing about it changes any more. */
    LEAVE,
    /** It names no pipeline: end it. */
    END_UNNAMED,
    /** Another home has stamped it, and somebody lets us take it over: do, and look again. */
    TAKE_OVER,
    /** The same, but it has a build: take it over if that is here, too. A build of that number is not enough. */
    TAKE_OVER_WITH_BUILD,
    /** Another home has stamped it, and that one does not hold the Lease: end it. */
    END_OTHER_HOME,
    /** It has a build: follow that one. If the build is gone, the run is over; it is never built twice. */
    FOLLOW,
    /** It is to be stopped and has no build that we know of: follow what there is, else end it. */
    FOLLOW_OR_CANCEL,
    /** Nothing speaks against it. */
    FOLLOW_OR_START;

    /**
     * What is known about a run.
     *
     * @param over it has a completion time
     * @param named it names a pipeline
     * @param foreign it carries the stamp of another home
     * @param given somebody lets us take it over
     * @param bound it has a run id
     * @param stopped its action is Stop
     */
    public record Facts(boolean over, boolean named, boolean foreign, boolean given, boolean bound, boolean stopped) {}

    private record Row(Predicate<Facts> fits, StartDecision decision) {}

    private static final List<Row> TABLE = List.of(
            new Row(Facts::over, LEAVE),
            new Row(facts -> !facts.named(), END_UNNAMED),
            new Row(facts -> facts.foreign() && !facts.given(), END_OTHER_HOME),
            new Row(facts -> facts.foreign() && !facts.bound(), TAKE_OVER),
            new Row(Facts::foreign, TAKE_OVER_WITH_BUILD),
            new Row(Facts::bound, FOLLOW),
            new Row(Facts::stopped, FOLLOW_OR_CANCEL),
            new Row(facts -> true, FOLLOW_OR_START));

    public static StartDecision of(Facts facts) {
        return TABLE.stream()
                .filter(row -> row.fits().test(facts))
                .findFirst()
                .orElseThrow()
                .decision();
    }
}
