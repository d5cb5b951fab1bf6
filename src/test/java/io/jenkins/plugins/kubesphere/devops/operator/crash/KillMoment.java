package io.jenkins.plugins.kubesphere.devops.operator.crash;

import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.time.Duration;
import java.util.Random;

/** The part of a run during which a test kills the process. The exact time within that part is random. */
enum KillMoment {
    /** During claim, start and queue: in the first half second after the creation. */
    BEGINNING {
        @Override
        void await(BuildStepRecorder probe, String run, Random random) {
            Await.pause(random.nextInt(500));
        }
    },
    /** During the shell step, or shortly before or after it. */
    MIDDLE {
        @Override
        void await(BuildStepRecorder probe, String run, Random random) {
            probe.awaitStarted(run);
            Await.pause(random.nextInt((int) BuildStepRecorder.STEP.toMillis()));
        }
    },
    /** While the build ends, and its record and the final status are written. */
    END {
        @Override
        void await(BuildStepRecorder probe, String run, Random random) {
            probe.awaitStarted(run);
            Await.pause(BuildStepRecorder.STEP.minus(AROUND_THE_END).toMillis()
                    + random.nextInt(2 * (int) AROUND_THE_END.toMillis()));
        }
    };

    private static final Duration AROUND_THE_END = Duration.ofMillis(150);

    /** Waits until the random time. The run was just created. */
    abstract void await(BuildStepRecorder probe, String run, Random random);
}
