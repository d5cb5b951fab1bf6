package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait.BuildWaitState.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildWaitStateTest {
    private static final long NOW = 10_000;
    private static final FlowHeadActivity RUNS = FlowHeadActivity.runs();
    private static final FlowHeadActivity BETWEEN_STEPS = FlowHeadActivity.betweenSteps();
    private static final FlowHeadActivity WAITS = FlowHeadActivity.waits(NOW - 1_000, "waits for an agent");
    private static final FlowHeadActivity BEGINS_TO_WAIT = FlowHeadActivity.waits(NOW - 999, "waits for an agent");

    @Test
    void aBuildThatHasNeitherAnAgentNorAStepIsUndecided() {
        assertThat(of(BETWEEN_STEPS).state()).isEqualTo(State.UNDECIDED);
        assertThat(of().state()).isEqualTo(State.UNDECIDED);
    }

    @Test
    void aBuildThatWaitsForLessThanASecondIsUndecided() {
        assertThat(of(BEGINS_TO_WAIT).state()).isEqualTo(State.UNDECIDED);
        assertThat(of(WAITS, BEGINS_TO_WAIT).state()).isEqualTo(State.UNDECIDED);
        assertThat(of(WAITS, BETWEEN_STEPS).state()).isEqualTo(State.UNDECIDED);
    }

    /** The run looked as if its build did nothing until the clock was where it had been, which took hours. */
    @Test
    void aWaitThatBeganBeforeTheClockWasSetBackIsTold() {
        assertThat(of(FlowHeadActivity.waits(NOW + 7_200_000, "waits for an agent"))
                        .state())
                .isEqualTo(State.WAITS);
    }

    @Test
    void aBuildRunsIfOneOfItsBranchesDoes() {
        assertThat(of(WAITS, RUNS).state()).isEqualTo(State.RUNS);
        assertThat(of(BETWEEN_STEPS, RUNS).state()).isEqualTo(State.RUNS);
    }

    @Test
    void aBuildWhoseBranchesAllWaitSaysWhatTheFirstWaitsFor() {
        assertThat(of(WAITS)).isEqualTo(new BuildWaitState(State.WAITS, "waits for an agent", ""));
        assertThat(of(WAITS, WAITS, WAITS).reason())
                .isEqualTo("waits for an agent (branches of the build that wait, too: 2)");
    }

    private static BuildWaitState of(FlowHeadActivity... branches) {
        return BuildWaitState.of(List.of(branches), NOW);
    }
}
