package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import org.junit.jupiter.api.Test;

class StartLimiterTest {
    private final StartLimiter lane = new StartLimiter(2);

    @Test
    void whoFindsItFullIsToldInTheOrderOfAsking() {
        assertThat(lane.enter(run("a"))).isTrue();
        assertThat(lane.enter(run("b"))).isTrue();
        assertThat(lane.enter(run("c"))).isFalse();
        assertThat(lane.enter(run("d"))).isFalse();
        assertThat(lane.enter(run("c"))).isFalse();

        assertThat(lane.leave()).containsExactly(run("c"));
        assertThat(lane.enter(run("c"))).isTrue();
        assertThat(lane.leave()).containsExactly(run("d"));
    }

    @Test
    void whoIsToldAndNeverComesLeavesItsPlaceToOthers() {
        lane.enter(run("a"));
        lane.enter(run("b"));
        lane.enter(run("gone"));
        lane.enter(run("c"));
        lane.enter(run("d"));

        assertThat(lane.leave()).containsExactly(run("gone"));
        assertThat(lane.leave()).containsExactly(run("c"), run("d"));
    }

    private static RunRef run(String name) {
        return new RunRef("demo", name, "uid-" + name);
    }
}
