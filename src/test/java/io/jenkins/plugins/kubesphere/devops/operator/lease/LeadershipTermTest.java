package io.jenkins.plugins.kubesphere.devops.operator.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeadershipTermTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final SteppedClocks clocks = new SteppedClocks();
    private final LeadershipTerm term = new LeadershipTerm("system/lease", DEADLINE, clocks, clocks.now());

    @Test
    void theTermEndsWithoutARenewalInTime() {
        clocks.advance(DEADLINE.minusMillis(1));
        assertThat(term.isHeld()).isTrue();
        clocks.advance(Duration.ofMillis(1));
        assertThat(term.isHeld()).isFalse();
        assertThatThrownBy(term::requireHeld)
                .isInstanceOf(LeaseNotHeldException.class)
                .hasMessage("the Lease system/lease was not renewed for 10 s; this change was not made");
    }

    @Test
    void aRenewalCountsFromItsSending() {
        MachineClocks.Moment sent = clocks.now();
        clocks.advance(Duration.ofSeconds(4)); // until the answer came
        term.renew(sent);
        clocks.advance(Duration.ofSeconds(6));
        assertThat(term.isHeld()).isFalse();
    }

    @Test
    void theTermEndsIfTheProcessWasStoppedTooLong() {
        clocks.advance(Duration.ofMinutes(1));
        term.renew(clocks.now());
        assertThat(term.isHeld()).as("a renewal that comes too late").isFalse();
    }

    @Test
    void theTermEndsIfTheMachineWasSuspendedTooLong() {
        clocks.suspend(DEADLINE);
        assertThat(term.isHeld()).isFalse();
    }

    @Test
    void aWallClockSetBackDoesNotProlongTheTerm() {
        clocks.changeWallClock(Duration.ofHours(-1));
        clocks.advance(DEADLINE);
        assertThat(term.isHeld()).isFalse();
    }

    @Test
    void anEndedTermStaysEnded() {
        clocks.changeWallClock(DEADLINE);
        assertThat(term.isHeld()).isFalse();
        clocks.changeWallClock(DEADLINE.negated());
        term.renew(clocks.now());
        assertThat(term.isHeld()).isFalse();
    }

    @Test
    void theFirstReasonOfTheEndIsKept() {
        LocalizableProblem taken = LocalizableProblem.quote("taken by b");
        term.end(taken);
        term.end(LocalizableProblem.quote("something else"));
        clocks.advance(DEADLINE);
        assertThat(term.endReason()).isEqualTo(taken);
        assertThat(term.isHeld()).isFalse();
    }

    @Test
    void theTermIsUnusedWhenAllItsCallsHaveEnded() throws InterruptedException {
        LeadershipTerm.Use session = term.beginUse();
        LeadershipTerm.Use call = term.beginUse();
        call.close();
        call.close();
        assertThat(term.awaitUnused(Duration.ofMillis(1))).isFalse();

        Thread closing = new Thread(session::close);
        closing.start();

        assertThat(term.awaitUnused(Duration.ofMinutes(1))).isTrue();
        closing.join();
    }
}
