package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests how many slots a namespace gets, alone and beside others. The test moves the clock. */
class NamespaceSlotsTest {
    private static final int SLOTS = 8;
    private static final int BESIDE_OTHERS = 2;

    private long nanos = TimeUnit.HOURS.toNanos(-1);
    private final NamespaceSlots slots = new NamespaceSlots(SLOTS, BESIDE_OTHERS, () -> nanos);

    @Test
    void aNamespaceAloneGetsThreeQuarters() {
        assertThat(takeAll("busy")).isEqualTo(6);
    }

    /** The server of one namespace does not answer: all its tasks hang, and so may those of others. */
    @Test
    void aNamespaceWithALimitGetsNoMoreAlone() {
        NamespaceSlots limited = NamespaceSlots.withLimit(SLOTS, 2);

        assertThat(limited.tryAcquire("hanging")).isTrue();
        assertThat(limited.tryAcquire("hanging")).isTrue();
        assertThat(limited.tryAcquire("hanging")).isFalse();
        assertThat(limited.tryAcquire("good")).isTrue();
        assertThat(limited.dependsOnTime()).isFalse();
    }

    @Test
    void aNamespaceGetsFewerSlotsWhileAnotherOneHasWork() {
        takeAndRelease("good");

        assertThat(takeAll("busy")).isEqualTo(BESIDE_OTHERS);
    }

    @Test
    void aNamespaceThatUsesManySlotsGetsNoMoreOnceAnotherOneHasWork() {
        takeAll("busy");
        takeAndRelease("good");
        slots.release("busy");

        assertThat(slots.tryAcquire("busy")).isFalse();
        assertThat(slots.chooseNext(Stream.of("busy"))).isEmpty();
        assertThat(slots.tryAcquire("good")).isTrue();
    }

    @Test
    void theLimitEndsAMomentAfterTheWorkOfTheOther() {
        takeAndRelease("good");
        pass(199);
        assertThat(takeAll("busy")).isEqualTo(BESIDE_OTHERS);

        pass(1);

        assertThat(takeAll("busy")).isEqualTo(6 - BESIDE_OTHERS);
    }

    /** Otherwise one task that waits for Jenkins for a minute would stop its whole namespace. */
    @Test
    void tasksThatDoNotEndDoNotCountAfterASecond() {
        takeAll("busy");
        slots.release("busy");
        slots.release("busy");
        pass(1_000);
        takeAndRelease("good");

        assertThat(takeAll("busy")).isEqualTo(1);
        pass(999);
        takeAndRelease("good");
        assertThat(takeAll("busy")).isZero();
        pass(1);
        takeAndRelease("good");
        assertThat(takeAll("busy")).isEqualTo(1);
    }

    @Test
    void workOfANamespaceItselfDoesNotLimitIt() {
        takeAndRelease("busy");
        takeAndRelease("busy");

        assertThat(takeAll("busy")).isEqualTo(6);
    }

    @Test
    void theLimitOfThreeQuartersHoldsBesideOthers() {
        NamespaceSlots few = new NamespaceSlots(2, BESIDE_OTHERS, () -> nanos);
        few.tryAcquire("good");
        few.release("good");

        assertThat(few.tryAcquire("busy")).isTrue();
        assertThat(few.tryAcquire("busy")).isFalse();
    }

    private void takeAndRelease(String namespace) {
        assertThat(slots.tryAcquire(namespace)).isTrue();
        slots.release(namespace);
    }

    private int takeAll(String namespace) {
        int taken = 0;
        while (slots.tryAcquire(namespace)) {
            taken++;
        }
        return taken;
    }

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
