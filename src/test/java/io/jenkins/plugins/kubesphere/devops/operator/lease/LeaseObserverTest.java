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

class LeaseObserverTest {
    private static final Duration OWN_DURATION = Duration.ofSeconds(15);
    private static final ZonedDateTime RENEWED = ZonedDateTime.parse("2026-01-02T03:04:05Z");

    private final SteppedClocks clocks = new SteppedClocks();
    private final LeaseObserver observer = new LeaseObserver("own", OWN_DURATION, clocks);

    @Test
    void aLeaseThatNeverExistedIsFree() {
        assertThat(observer.timeUntilFree(Optional.empty())).isZero();
    }

    @Test
    void anUnchangedLeaseIsFreeAfterItsDuration() {
        Optional<Lease> found = lease(spec -> spec.setLeaseDurationSeconds(20));
        assertThat(observer.timeUntilFree(found)).isEqualTo(Duration.ofSeconds(20));
        clocks.advance(Duration.ofSeconds(19));
        assertThat(observer.timeUntilFree(found)).isEqualTo(Duration.ofSeconds(1));
        clocks.advance(Duration.ofSeconds(1));
        assertThat(observer.timeUntilFree(found)).isZero();
    }

    @Test
    void aRenewedLeaseIsNotFree() {
        for (int i = 0; i < 100; i++) {
            int renewal = i;
            assertThat(observer.timeUntilFree(lease(spec -> spec.setRenewTime(RENEWED.plusSeconds(2L * renewal)))))
                    .isEqualTo(OWN_DURATION);
            clocks.advance(Duration.ofSeconds(2));
        }
    }

    @Test
    void theClockOfTheHolderIsIgnored() {
        Optional<Lease> old = lease(spec -> spec.setRenewTime(RENEWED.minusYears(10)));
        assertThat(observer.timeUntilFree(old)).isEqualTo(OWN_DURATION);
        clocks.advance(OWN_DURATION);
        assertThat(observer.timeUntilFree(lease(spec -> spec.setRenewTime(RENEWED.minusYears(20)))))
                .as("renewed; the clock of the holder was set back")
                .isEqualTo(OWN_DURATION);
        Optional<Lease> ahead = lease(spec -> spec.setRenewTime(RENEWED.plusYears(10)));
        assertThat(observer.timeUntilFree(ahead)).isEqualTo(OWN_DURATION);
        clocks.advance(OWN_DURATION);
        assertThat(observer.timeUntilFree(ahead)).isZero();
    }

    @Test
    void theTimeOfASuspendedMachineIsNotCounted() {
        Optional<Lease> found = lease(spec -> {});
        observer.timeUntilFree(found);
        clocks.suspend(Duration.ofHours(1));
        assertThat(observer.timeUntilFree(found)).isEqualTo(OWN_DURATION);
    }

    @Test
    void aReleasedLeaseIsFree() {
        observer.timeUntilFree(lease(spec -> {}));
        assertThat(observer.timeUntilFree(lease(spec -> spec.setHolderIdentity(null))))
                .isZero();
        assertThat(observer.timeUntilFree(lease(spec -> spec.setHolderIdentity(""))))
                .isZero();
        assertThat(observer.timeUntilFree(Optional.empty()))
                .as("deleted after the release")
                .isZero();
    }

    @Test
    void ourOwnLeaseIsFree() {
        assertThat(observer.timeUntilFree(lease(spec -> spec.setHolderIdentity("own"))))
                .isZero();
        assertThat(observer.timeUntilFree(Optional.empty()))
                .as("our own, but deleted")
                .isZero();
    }

    @Test
    void aDeletedLeaseIsFreeOnlyAfterItsHolderMustHaveNoticed() {
        observer.timeUntilFree(lease(spec -> spec.setLeaseDurationSeconds(3_600)));
        clocks.advance(Duration.ofSeconds(1));
        assertThat(observer.timeUntilFree(Optional.empty())).isEqualTo(OWN_DURATION.minusSeconds(1));
        clocks.advance(OWN_DURATION);
        assertThat(observer.timeUntilFree(Optional.empty())).isNegative();
    }

    @Test
    void aLeaseWithoutDurationGetsOurDuration() {
        assertThat(observer.timeUntilFree(lease(spec -> spec.setLeaseDurationSeconds(null))))
                .isEqualTo(OWN_DURATION);
        assertThat(observer.timeUntilFree(lease(spec -> spec.setLeaseDurationSeconds(0))))
                .isEqualTo(OWN_DURATION);
        assertThat(observer.timeUntilFree(Optional.of(new Lease()))).as("empty").isZero();
    }

    private static Optional<Lease> lease(Consumer<LeaseSpec> change) {
        LeaseSpec spec = new LeaseSpec();
        spec.setHolderIdentity("other");
        spec.setLeaseDurationSeconds((int) OWN_DURATION.toSeconds());
        spec.setRenewTime(RENEWED);
        change.accept(spec);
        return Optional.of(new LeaseBuilder().withSpec(spec).build());
    }
}
