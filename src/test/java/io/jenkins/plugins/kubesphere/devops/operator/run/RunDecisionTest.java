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
        "yes, -,   -,   -,   -,   -,   -,   -,   IGNORE",
        "no,  no,  -,   -,   -,   -,   -,   -,   END_WITHOUT_PIPELINE_NAME",
        "no,  yes, yes, -,   -,   -,   -,   -,   END_RESTORED",
        "no,  yes, no,  yes, yes, -,   no,  -,   TAKE_OVER",
        "no,  yes, no,  yes, yes, -,   yes, -,   TAKE_OVER_WITH_BUILD",
        "no,  yes, no,  yes, no,  -,   -,   yes, CANCEL_FOREIGN",
        "no,  yes, no,  yes, no,  -,   -,   no,  REPORT_FOREIGN",
        "no,  yes, no,  no,  -,   no,  -,   -,   AWAIT_CLAIM",
        "no,  yes, no,  no,  -,   yes, yes, -,   FOLLOW",
        "no,  yes, no,  no,  -,   yes, no,  yes, FOLLOW_OR_CANCEL",
        "no,  yes, no,  no,  -,   yes, no,  no,  FOLLOW_OR_START",
    })
    void theFirstMatchingRowDecides(
            String ended,
            String named,
            String restored,
            String foreign,
            String takeOverAllowed,
            String claimed,
            String bound,
            String stopped,
            RunDecision decision) {
        int matching = 0;
        for (int bits = 0; bits < 256; bits++) {
            Facts facts = facts(bits);
            if (matches(ended, facts.ended())
                    && matches(named, facts.named())
                    && matches(restored, facts.restored())
                    && matches(foreign, facts.foreign())
                    && matches(takeOverAllowed, facts.takeOverAllowed())
                    && matches(claimed, facts.claimed())
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
        for (int bits = 0; bits < 256; bits++) {
            Facts facts = facts(bits);
            boolean ours = !facts.restored() && !facts.foreign() && facts.claimed();
            boolean free = ours && !facts.ended() && facts.named() && !facts.bound() && !facts.stopped();
            assertThat(RunDecision.of(facts) == RunDecision.FOLLOW_OR_START)
                    .as("%s", facts)
                    .isEqualTo(free);
        }
    }

    private static Facts facts(int bits) {
        return new Facts(
                (bits & 1) != 0,
                (bits & 2) != 0,
                (bits & 4) != 0,
                (bits & 8) != 0,
                (bits & 16) != 0,
                (bits & 32) != 0,
                (bits & 64) != 0,
                (bits & 128) != 0);
    }

    private static boolean matches(String cell, boolean fact) {
        return cell.equals("-") || cell.equals("yes") == fact;
    }
}
