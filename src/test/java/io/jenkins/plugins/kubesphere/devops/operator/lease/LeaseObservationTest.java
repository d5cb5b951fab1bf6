package io.jenkins.plugins.kubesphere.devops.operator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LeaseObservationTest {
    private static final Duration OWN = Duration.ofSeconds(15);
    private static final ZonedDateTime RENEWED = ZonedDateTime.parse("2026-01-02T03:04:05Z");

    private final SteppedClocks clocks = new SteppedClocks();
    private final LeaseObservation sighting = new LeaseObservation("us", OWN, clocks);

    @Test
    void aLeaseThatWasNeverThereIsFree() {
        assertThat(sighting.untilFree(Optional.empty())).isZero();
    }

    @Test
    void oneThatStaysAsItIsIsFreeAfterItsOwnDuration() {
        Optional<Lease> found = lease(spec -> spec.setLeaseDurationSeconds(20));
        assertThat(sighting.untilFree(found)).isEqualTo(Duration.ofSeconds(20));
        clocks.pass(Duration.ofSeconds(19));
        assertThat(sighting.untilFree(found)).isEqualTo(Duration.ofSeconds(1));
        clocks.pass(Duration.ofSeconds(1));
        assertThat(sighting.untilFree(found)).isZero();
    }

    @Test
    void oneThatIsRenewedIsNot() {
        for (int i = 0; i < 100; i++) {
            int renewal = i;
            assertThat(sighting.untilFree(lease(spec -> spec.setRenewTime(RENEWED.plusSeconds(2L * renewal)))))
                    .isEqualTo(OWN);
            clocks.pass(Duration.ofSeconds(2));
        }
    }

    @Test
    void theClockOfItsHolderDoesNotCount() {
        Optional<Lease> old = lease(spec -> spec.setRenewTime(RENEWED.minusYears(10)));
        assertThat(sighting.untilFree(old)).isEqualTo(OWN);
        clocks.pass(OWN);
        assertThat(sighting.untilFree(lease(spec -> spec.setRenewTime(RENEWED.minusYears(20)))))
                .as("renewed, by a clock that goes backwards")
                .isEqualTo(OWN);
        Optional<Lease> ahead = lease(spec -> spec.setRenewTime(RENEWED.plusYears(10)));
        assertThat(sighting.untilFree(ahead)).isEqualTo(OWN);
        clocks.pass(OWN);
        assertThat(sighting.untilFree(ahead)).isZero();
    }

    @Test
    void aSuspendedMachineHasNotWatched() {
        Optional<Lease> found = lease(spec -> {});
        sighting.untilFree(found);
        clocks.suspend(Duration.ofHours(1));
        assertThat(sighting.untilFree(found)).isEqualTo(OWN);
    }

    @Test
    void oneThatWasReleasedIsFree() {
        sighting.untilFree(lease(spec -> {}));
        assertThat(sighting.untilFree(lease(spec -> spec.setHolderIdentity(null))))
                .isZero();
        assertThat(sighting.untilFree(lease(spec -> spec.setHolderIdentity(""))))
                .isZero();
        assertThat(sighting.untilFree(Optional.empty())).as("and deleted then").isZero();
    }

    @Test
    void oneThatIsOursIsFree() {
        assertThat(sighting.untilFree(lease(spec -> spec.setHolderIdentity("us"))))
                .isZero();
        assertThat(sighting.untilFree(Optional.empty())).as("and deleted then").isZero();
    }

    @Test
    void oneThatWasDeletedUnderItsHolderIsFreeOnlyWhenThatMustHaveNoticed() {
        sighting.untilFree(lease(spec -> spec.setLeaseDurationSeconds(3_600)));
        clocks.pass(Duration.ofSeconds(1));
        assertThat(sighting.untilFree(Optional.empty())).isEqualTo(OWN.minusSeconds(1));
        clocks.pass(OWN);
        assertThat(sighting.untilFree(Optional.empty())).isNegative();
    }

    @Test
    void oneThatDoesNotSayHowLongItHoldsIsTakenForOneOfOurs() {
        assertThat(sighting.untilFree(lease(spec -> spec.setLeaseDurationSeconds(null))))
                .isEqualTo(OWN);
        assertThat(sighting.untilFree(lease(spec -> spec.setLeaseDurationSeconds(0))))
                .isEqualTo(OWN);
        assertThat(sighting.untilFree(Optional.of(new Lease()))).as("empty").isZero();
    }

    private static Optional<Lease> lease(Consumer<LeaseSpec> change) {
        LeaseSpec spec = new LeaseSpec();
        spec.setHolderIdentity("them");
        spec.setLeaseDurationSeconds((int) OWN.toSeconds());
        spec.setRenewTime(RENEWED);
        change.accept(spec);
        return Optional.of(new LeaseBuilder().withSpec(spec).build());
    }
}
