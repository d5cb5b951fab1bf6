package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ActiveBuildRegistryTest {
    private static final long END = 1_000_000_000;

    @Test
    void aBuildThatHasJustEndedMayBeUnsaved() {
        assertThat(ActiveBuildRegistry.mayBeUnsaved(END, END)).isTrue();
        assertThat(ActiveBuildRegistry.mayBeUnsaved(END, END + 119_999)).isTrue();
        assertThat(ActiveBuildRegistry.mayBeUnsaved(END, END + 120_000)).isFalse();
    }

    /** A run whose build ended before the clock was set back, and that a listener kept from its end, was Running for hours. */
    @Test
    void anEndInTheFutureIsSaved() {
        long twoHours = Duration.ofHours(2).toMillis();
        assertThat(ActiveBuildRegistry.mayBeUnsaved(END + twoHours, END)).isFalse();
    }
}
