package io.jenkins.plugins.kubesphere.devops.operator.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.RunActions;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.engine.run.StopLevel;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StopEscalationTest {
    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

    /** So that the measured times pass the largest value, as those of a machine may. */
    private static final long NANOS_AT_STOP = Long.MAX_VALUE - seconds(10);

    private final List<StopLevel> levels = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private final PipelineRun run = run();
    private long now = NANOS_AT_STOP;
    private final StopEscalation escalation = create();

    @Test
    void aBuildThatDoesNotEndIsTerminatedAfterThirtySecondsAndKilledAfterSixtyMore() {
        assertThat(escalation.stop(run, build(3))).contains(Duration.ofSeconds(30));
        now = NANOS_AT_STOP + seconds(29);
        assertThat(escalation.stop(run, build(3))).contains(Duration.ofSeconds(1));
        assertThat(levels).containsOnly(StopLevel.INTERRUPT);
        levels.clear();
        now = NANOS_AT_STOP + seconds(30);
        assertThat(escalation.stop(run, build(3))).contains(Duration.ofSeconds(60));
        now = NANOS_AT_STOP + seconds(89);
        assertThat(escalation.stop(run, build(3))).contains(Duration.ofSeconds(1));
        assertThat(levels).containsExactly(StopLevel.TERMINATE);
        now = NANOS_AT_STOP + seconds(90);
        assertThat(escalation.stop(run, build(3))).isEmpty();
        now = NANOS_AT_STOP + seconds(1000);
        assertThat(escalation.stop(run, build(3))).isEmpty();
        assertThat(levels).containsExactly(StopLevel.TERMINATE, StopLevel.KILL);
        assertThat(reports)
                .containsExactly(
                        "build 3 did not end within 30 seconds after it was stopped, so its steps were terminated",
                        "build 3 did not end within 60 seconds after its steps were terminated, so it was killed");
    }

    @Test
    void theTimeOfAQueuedRunDoesNotCount() {
        assertThat(escalation.stop(run, queued())).isEmpty();
        now = NANOS_AT_STOP + seconds(100);
        assertThat(escalation.stop(run, build(3))).contains(Duration.ofSeconds(30));
        assertThat(levels).containsOnly(StopLevel.INTERRUPT);
    }

    @Test
    void afterARestartTheFirstMeasureIsTakenAgain() {
        escalation.stop(run, build(3));
        now = NANOS_AT_STOP + seconds(30);
        escalation.stop(run, build(3));
        levels.clear();

        create().stop(run, build(3));

        assertThat(levels).containsExactly(StopLevel.INTERRUPT);
    }

    @Test
    void aRunThatWasForgottenStartsAgain() {
        escalation.stop(run, build(3));
        escalation.forget(run);
        levels.clear();
        now = NANOS_AT_STOP + seconds(30);

        escalation.stop(run, build(3));

        assertThat(levels).containsExactly(StopLevel.INTERRUPT);
    }

    private StopEscalation create() {
        RunEngine engine = (RunEngine) Proxy.newProxyInstance(
                RunEngine.class.getClassLoader(), new Class<?>[] {RunEngine.class}, (proxy, method, arguments) -> {
                    levels.add((StopLevel) arguments[2]);
                    return null;
                });
        return new StopEscalation(engine, () -> now, (stopped, message) -> reports.add(message));
    }

    private static long seconds(int number) {
        return Duration.ofSeconds(number).toNanos();
    }

    private static PipelineRun run() {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace("demo")
                .withName("web-1")
                .withUid("1")
                .build());
        run.setSpec(new PipelineRunSpec(RunSpecs.reference("web"), List.of(), null, RunActions.STOP, null));
        return run;
    }

    private RunSnapshot build(int number) {
        return snapshot(OptionalInt.of(number), State.RUNNING);
    }

    private RunSnapshot queued() {
        return snapshot(OptionalInt.empty(), State.QUEUED);
    }

    private RunSnapshot snapshot(OptionalInt number, State state) {
        return new RunSnapshot(
                PipelineRuns.ref(run),
                number,
                state,
                RunResult.NONE,
                Optional.of(STARTED),
                Optional.empty(),
                "",
                Optional.empty());
    }
}
