package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import io.jenkins.plugins.kubesphere.devops.controlplane.InjectedAnswer;
import java.time.Duration;
import java.util.function.Consumer;

/** What happens to a run. The build goes on while the fault lasts. */
enum Fault {
    /** The process of operator and engine is killed, and started again. */
    SIGKILL(Duration.ZERO, FaultTarget::kill, FaultTarget::start),
    AWAY_30_S(Duration.ofSeconds(30), target -> target.apiServer().goAway(), target -> target.apiServer()
            .comeBack()),
    /** Ten minutes, or {@code -Dfault.away} seconds. */
    AWAY_10_MIN(Duration.ofSeconds(Long.getLong("fault.away", 600)), AWAY_30_S.begin, AWAY_30_S.end),
    WATCH_CUT(Duration.ofSeconds(1), target -> target.apiServer().cutWatches(), target -> target.apiServer()
            .cutWatches()),
    GONE_410(target -> target.apiServer().expireWatches()),
    CONFLICT_409(target -> target.apiServer().answerWritesOfRuns(InjectedAnswer.status(409, "Conflict"))),
    TOO_MANY_429(target -> target.apiServer().answerAll(InjectedAnswer.retryAfter(429, "TooManyRequests", 1))),
    ERROR_500(target -> target.apiServer().answerAll(InjectedAnswer.status(500, "InternalError"))),
    /** Two hours forward, and back. */
    CLOCK_STEP(
            Fault.someSeconds(),
            target -> target.stepClock(Duration.ofHours(2)),
            target -> target.stepClock(Duration.ZERO)),
    /** Two hours back, and forward. */
    CLOCK_STEP_BACK(
            Fault.someSeconds(),
            target -> target.stepClock(Duration.ofHours(-2)),
            target -> target.stepClock(Duration.ZERO)),
    DISK_FULL(Fault.someSeconds(), target -> target.setDiskFull(true), target -> target.setDiskFull(false)),
    LISTENER_THROWS(
            Fault.someSeconds(), target -> target.setListenersThrow(true), target -> target.setListenersThrow(false)),
    LOG_STORE_THROWS(Fault.someSeconds(), target -> target.setLogsThrow(true), target -> target.setLogsThrow(false));

    private final Duration duration;
    private final Consumer<FaultTarget> begin;
    private final Consumer<FaultTarget> end;

    Fault(Duration duration, Consumer<FaultTarget> begin, Consumer<FaultTarget> end) {
        this.duration = duration;
        this.begin = begin;
        this.end = end;
    }

    /** A fault of the API server, which answers wrongly for some seconds. */
    Fault(Consumer<FaultTarget> begin) {
        this(someSeconds(), begin, target -> target.apiServer().answerNormally());
    }

    /** Long enough for several attempts. */
    private static Duration someSeconds() {
        return Duration.ofSeconds(3);
    }

    /** How long the fault lasts. */
    Duration duration() {
        return duration;
    }

    void begin(FaultTarget target) {
        begin.accept(target);
    }

    void end(FaultTarget target) {
        end.accept(target);
    }

    /** Whether the fault is in the engine, so that it must begin before a build ends. */
    boolean isInEngine() {
        return compareTo(DISK_FULL) >= 0;
    }

    /** Whether {@link FaultyApiServer#takeHits} counts what the fault does. */
    boolean isCounted() {
        return compareTo(WATCH_CUT) >= 0 && compareTo(ERROR_500) <= 0;
    }

    /** Whether builds may fail because of the fault. Then their runs must tell so. */
    boolean mayFailBuilds() {
        return this == SIGKILL || this == DISK_FULL || this == LOG_STORE_THROWS;
    }
}
