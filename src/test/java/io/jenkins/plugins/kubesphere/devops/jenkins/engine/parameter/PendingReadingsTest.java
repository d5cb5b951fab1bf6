package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.PendingReadings.End;
import org.junit.jupiter.api.Test;

class PendingReadingsTest {
    private final PendingReadings pending = new PendingReadings(2);

    @Test
    void aJobIsReadOnceHoweverOftenItIsAdded() {
        assertThat(pending.add("demo", "demo/web/main", false)).isTrue();
        assertThat(pending.add("demo", "demo/web/main", false)).isFalse();

        pending.begin("demo/web/main");

        assertThat(pending.end("demo", "demo/web/main")).isEqualTo(End.NOT_AWAITED);
        assertThat(pending.add("demo", "demo/web/main", false)).isTrue();
    }

    /** The reading had asked for the revision before the build with a newer one started, and that one was not read. */
    @Test
    void aJobThatIsAddedWhileItIsReadIsReadOnceMore() {
        pending.add("demo", "demo/web/main", false);
        pending.begin("demo/web/main");
        pending.await("demo/web/main");
        pending.add("demo", "demo/web/main", true);

        assertThat(pending.end("demo", "demo/web/main")).isEqualTo(End.REPEAT);
        assertThat(pending.begin("demo/web/main")).as("asks the server").isTrue();
        assertThat(pending.end("demo", "demo/web/main")).isEqualTo(End.AWAITED);
    }

    @Test
    void aProjectWithManyBranchesHasALimit() {
        pending.add("demo", "demo/web/a", false);
        pending.add("demo", "demo/web/b", false);

        assertThat(pending.add("demo", "demo/web/c", false)).isFalse();
        assertThat(pending.await("demo/web/c")).isFalse();
        assertThat(pending.add("other", "other/web/a", false)).isTrue();
        pending.begin("demo/web/a");
        pending.end("demo", "demo/web/a");
        assertThat(pending.add("demo", "demo/web/c", false)).isTrue();
    }
}
