package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
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
                .hasSize(11);
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
    void theSamplesOfAYearHaveEachCell() {
        Set<String> seen = new HashSet<>();
        LongStream.range(0, A_YEAR)
                .forEach(day -> FaultMatrix.sample(day).forEach(cell -> seen.add(cell.objectName())));

        assertThat(seen).hasSize(55);
    }
}
