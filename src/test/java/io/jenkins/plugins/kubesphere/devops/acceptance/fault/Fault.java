package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import io.jenkins.plugins.kubesphere.devops.controlplane.InjectedAnswer;
import java.time.Duration;

/** What happens to a run. The build goes on while the fault lasts. */
enum Fault {
    /** The process of operator and engine is killed, and started again. */
    SIGKILL(Duration.ZERO) {
        @Override
        void begin(FaultTarget target) {
            target.kill();
        }

        @Override
        void end(FaultTarget target) {
            target.start();
        }
    },
    AWAY_30_S(Duration.ofSeconds(30)) {
        @Override
        void begin(FaultTarget target) {
            target.apiServer().goAway();
        }

        @Override
        void end(FaultTarget target) {
            target.apiServer().comeBack();
        }
    },
    /** Ten minutes, or {@code -Dfault.away} seconds. */
    AWAY_10_MIN(Duration.ofSeconds(Long.getLong("fault.away", 600))) {
        @Override
        void begin(FaultTarget target) {
            target.apiServer().goAway();
        }

        @Override
        void end(FaultTarget target) {
            target.apiServer().comeBack();
        }
    },
    WATCH_CUT(Duration.ofSeconds(1)) {
        @Override
        void begin(FaultTarget target) {
            target.apiServer().cutWatches();
        }

        @Override
        void end(FaultTarget target) {
            target.apiServer().cutWatches();
        }
    },
    GONE_410(Fault.someSeconds()) {
        @Override
        void begin(FaultTarget target) {
            target.apiServer().expireWatches();
        }
    },
    CONFLICT_409(Fault.someSeconds()) {
        @Override
        void begin(FaultTarget target) {
            target.apiServer().answerWritesOfRuns(InjectedAnswer.status(409, "Conflict"));
        }
    },
    TOO_MANY_429(Fault.someSeconds()) {
        @Override
        void begin(FaultTarget target) {
            target.apiServer().answerAll(InjectedAnswer.retryAfter(429, "TooManyRequests", 1));
        }
    },
    ERROR_500(Fault.someSeconds()) {
        @Override
        void begin(FaultTarget target) {
            target.apiServer().answerAll(InjectedAnswer.status(500, "InternalError"));
        }
    },
    /** Two hours forward, and back. */
    CLOCK_STEP(Fault.someSeconds()) {
        @Override
        void begin(FaultTarget target) {
            target.stepClock(Duration.ofHours(2));
        }

        @Override
        void end(FaultTarget target) {
            target.stepClock(Duration.ZERO);
        }
    },
    DISK_FULL(Fault.someSeconds()) {
        @Override
        void begin(FaultTarget target) {
            target.setDiskFull(true);
        }

        @Override
        void end(FaultTarget target) {
            target.setDiskFull(false);
        }
    },
    LISTENER_THROWS(Fault.someSeconds()) {
        @Override
        void begin(FaultTarget target) {
            target.setListenersThrow(true);
        }

        @Override
        void end(FaultTarget target) {
            target.setListenersThrow(false);
        }
    },
    LOG_STORE_THROWS(Fault.someSeconds()) {
        @Override
        void begin(FaultTarget target) {
            target.setLogsThrow(true);
        }

        @Override
        void end(FaultTarget target) {
            target.setLogsThrow(false);
        }
    };

    private final Duration duration;

    Fault(Duration duration) {
        this.duration = duration;
    }

    /** Long enough for several attempts. */
    private static Duration someSeconds() {
        return Duration.ofSeconds(3);
    }

    /** How long the fault lasts. */
    Duration duration() {
        return duration;
    }

    abstract void begin(FaultTarget target);

    void end(FaultTarget target) {
        target.apiServer().answerNormally();
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
