package io.jenkins.plugins.kubesphere.devops.operator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.operator.run.StartDecision.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartDecisionTest {

    /** The table as design and documentation state it; "-" is any. */
    @ParameterizedTest
    @CsvSource({
        "yes, -,   -,   -,   -,   LEAVE",
        "no,  no,  -,   -,   -,   END_UNNAMED",
        "no,  yes, yes, -,   -,   LEAVE_TO_OTHER_HOME",
        "no,  yes, no,  yes, -,   FOLLOW",
        "no,  yes, no,  no,  yes, FOLLOW_OR_CANCEL",
        "no,  yes, no,  no,  no,  FOLLOW_OR_START",
    })
    void decidesByTheFirstRowThatFits(
            String over, String named, String foreign, String bound, String stopped, StartDecision decision) {
        for (int bits = 0; bits < 32; bits++) {
            Facts facts =
                    new Facts((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0);
            if (fits(over, facts.over())
                    && fits(named, facts.named())
                    && fits(foreign, facts.foreign())
                    && fits(bound, facts.bound())
                    && fits(stopped, facts.stopped())) {
                assertThat(StartDecision.of(facts)).as("%s", facts).isEqualTo(decision);
            }
        }
    }

    @Test
    void startsOnlyInOneOfThirtyTwoCases() {
        int starts = 0;
        for (int bits = 0; bits < 32; bits++) {
            Facts facts =
                    new Facts((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0);
            starts += StartDecision.of(facts) == StartDecision.FOLLOW_OR_START ? 1 : 0;
        }
        assertThat(starts).isEqualTo(1);
    }

    private static boolean fits(String cell, boolean fact) {
        return cell.equals("-") || cell.equals("yes") == fact;
    }
}
