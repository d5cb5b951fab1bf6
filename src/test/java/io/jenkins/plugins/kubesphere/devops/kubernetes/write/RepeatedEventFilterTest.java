package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** After the clock was set back by two hours, no Event was repeated for two hours. */
class RepeatedEventFilterTest {
    private long now;
    private final RepeatedEventFilter filter = new RepeatedEventFilter(() -> now);

    @Test
    void anEventIsRepeatedAfterTenMinutesWhateverTheWallClockSays() {
        assertThat(filter.accept("web SyncFailed")).isTrue();
        assertThat(filter.accept("api SyncFailed")).isTrue();

        now += RepeatedEventFilter.REPEAT_AFTER.toNanos() - 1;
        assertThat(filter.accept("web SyncFailed")).isFalse();
        now++;
        assertThat(filter.accept("web SyncFailed")).isTrue();
        assertThat(filter.accept("web SyncFailed")).isFalse();
    }
}
