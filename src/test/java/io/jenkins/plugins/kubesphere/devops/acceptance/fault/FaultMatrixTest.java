package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultMatrixTest {
    private static final int A_YEAR = 365;

    @Test
    void aSampleHasEachFaultOnceAndEachStateTwice() {
        assertThat(FaultMatrix.sample(1))
                .extracting(FaultCell::fault)
                .doesNotHaveDuplicates()
                .hasSize(12);
        for (RunState state : RunState.values()) {
            assertThat(FaultMatrix.sample(1))
                    .filteredOn(cell -> cell.state() == state)
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aSeedRepeatsItsSample() {
        assertThat(FaultMatrix.sample(7)).isEqualTo(FaultMatrix.sample(7));
    }

    @Test
    void theCellsOfTheLongFaultAreTestedTogether() {
        List<FaultCell> cells = List.of(
                new FaultCell(RunState.QUEUED, Fault.AWAY_10_MIN, 1),
                new FaultCell(RunState.QUEUED, Fault.SIGKILL, 1),
                new FaultCell(RunState.AT_INPUT, Fault.AWAY_10_MIN, 1));

        assertThat(FaultMatrix.groups(cells))
                .containsExactly(List.of(cells.get(0), cells.get(2)), List.of(cells.get(1)));
    }

    @Test
    void theSamplesOfAYearHaveEachCell() {
        Set<String> seen = new HashSet<>();
        LongStream.range(0, A_YEAR)
                .forEach(day -> FaultMatrix.sample(day).forEach(cell -> seen.add(cell.objectName())));

        assertThat(seen).hasSize(60);
    }
}
