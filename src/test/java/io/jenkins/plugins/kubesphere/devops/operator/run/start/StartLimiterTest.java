package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import org.junit.jupiter.api.Test;

class StartLimiterTest {
    private final StartLimiter limiter = new StartLimiter(2);

    @Test
    void waitingRunsEnterInTheOrderOfTheirRequests() {
        assertThat(limiter.enter(run("a"))).isTrue();
        assertThat(limiter.enter(run("b"))).isTrue();
        assertThat(limiter.enter(run("c"))).isFalse();
        assertThat(limiter.enter(run("d"))).isFalse();
        assertThat(limiter.enter(run("c"))).isFalse();

        assertThat(limiter.leave()).containsExactly(run("c"));
        assertThat(limiter.enter(run("c"))).isTrue();
        assertThat(limiter.leave()).containsExactly(run("d"));
    }

    @Test
    void aRunThatDoesNotComeLeavesItsPlaceToOthers() {
        limiter.enter(run("a"));
        limiter.enter(run("b"));
        limiter.enter(run("gone"));
        limiter.enter(run("c"));
        limiter.enter(run("d"));

        assertThat(limiter.leave()).containsExactly(run("gone"));
        assertThat(limiter.leave()).containsExactly(run("c"), run("d"));
    }

    private static RunRef run(String name) {
        return new RunRef("demo", name, "uid-" + name);
    }
}
