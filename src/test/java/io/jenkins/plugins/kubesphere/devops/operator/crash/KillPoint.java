package io.jenkins.plugins.kubesphere.devops.operator.crash;

import java.time.Duration;
import java.util.Random;

/** When a kill comes, drawn within the stretch of a run's life that it is meant to hit. */
enum KillPoint {
    /** Claim, start and queue: in the first half second after the creation. */
    BEGINNING {
        @Override
        void await(BuildProbe probe, String run, Random random) {
            sleep(random.nextInt(500));
        }
    },
    /** While the shell step runs, or shortly before or after. */
    MIDDLE {
        @Override
        void await(BuildProbe probe, String run, Random random) {
            probe.awaitBegun(run);
            sleep(random.nextInt((int) BuildProbe.STEP.toMillis()));
        }
    },
    /** The build's end, the writing of its record, and of the final status. */
    END {
        @Override
        void await(BuildProbe probe, String run, Random random) {
            probe.awaitBegun(run);
            sleep(BuildProbe.STEP.minus(AROUND_THE_END).toMillis()
                    + random.nextInt(2 * (int) AROUND_THE_END.toMillis()));
        }
    };

    private static final Duration AROUND_THE_END = Duration.ofMillis(150);

    /** Returns when the moment of the run, which was just created, has come. */
    abstract void await(BuildProbe probe, String run, Random random);

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted before the kill", e);
        }
    }
}
