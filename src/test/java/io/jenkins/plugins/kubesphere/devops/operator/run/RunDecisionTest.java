package io.jenkins.plugins.kubesphere.devops.operator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.operator.run.RunDecision.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDecisionTest {

    /** The decision table of docs/architecture.md; "-" means any value. */
    @ParameterizedTest
    @CsvSource({
        "yes, -,   -,   -,   -,   -,   IGNORE",
        "no,  no,  -,   -,   -,   -,   END_WITHOUT_PIPELINE_NAME",
        "no,  yes, yes, yes, no,  -,   TAKE_OVER",
        "no,  yes, yes, yes, yes, -,   TAKE_OVER_WITH_BUILD",
        "no,  yes, yes, no,  -,   yes, CANCEL_FOREIGN",
        "no,  yes, yes, no,  -,   no,  REPORT_FOREIGN",
        "no,  yes, no,  -,   yes, -,   FOLLOW",
        "no,  yes, no,  -,   no,  yes, FOLLOW_OR_CANCEL",
        "no,  yes, no,  -,   no,  no,  FOLLOW_OR_START",
    })
    void theFirstMatchingRowDecides(
            String ended,
            String named,
            String foreign,
            String takeOverAllowed,
            String bound,
            String stopped,
            RunDecision decision) {
        int matching = 0;
        for (int bits = 0; bits < 64; bits++) {
            Facts facts = facts(bits);
            if (matches(ended, facts.ended())
                    && matches(named, facts.named())
                    && matches(foreign, facts.foreign())
                    && matches(takeOverAllowed, facts.takeOverAllowed())
                    && matches(bound, facts.bound())
                    && matches(stopped, facts.stopped())) {
                matching++;
                assertThat(RunDecision.of(facts)).as("%s", facts).isEqualTo(decision);
            }
        }
        assertThat(matching).isPositive();
    }

    @Test
    void onlyClaimedRunsWithoutAnObstacleAreStarted() {
        for (int bits = 0; bits < 64; bits++) {
            Facts facts = facts(bits);
            boolean free = !facts.ended() && facts.named() && !facts.foreign() && !facts.bound() && !facts.stopped();
            assertThat(RunDecision.of(facts) == RunDecision.FOLLOW_OR_START)
                    .as("%s", facts)
                    .isEqualTo(free);
        }
    }

    private static Facts facts(int bits) {
        return new Facts(
                (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0, (bits & 32) != 0);
    }

    private static boolean matches(String cell, boolean fact) {
        return cell.equals("-") || cell.equals("yes") == fact;
    }
}
