package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import org.junit.jupiter.api.Test;

class StartLimiterTest {
    private final StartLimiter limiter = new StartLimiter(2);

    @Test
    void waitingRunsEnterInTheOrderOfTheirRequests() {
        assertThat(limiter.tryStart(run("a"))).isTrue();
        assertThat(limiter.tryStart(run("b"))).isTrue();
        assertThat(limiter.tryStart(run("c"))).isFalse();
        assertThat(limiter.tryStart(run("d"))).isFalse();
        assertThat(limiter.tryStart(run("c"))).isFalse();

        assertThat(limiter.finishStart()).containsExactly(run("c"));
        assertThat(limiter.tryStart(run("c"))).isTrue();
        assertThat(limiter.finishStart()).containsExactly(run("d"));
    }

    @Test
    void aRunThatDoesNotComeLeavesItsPlaceToOthers() {
        limiter.tryStart(run("a"));
        limiter.tryStart(run("b"));
        limiter.tryStart(run("gone"));
        limiter.tryStart(run("c"));
        limiter.tryStart(run("d"));

        assertThat(limiter.finishStart()).containsExactly(run("gone"));
        assertThat(limiter.finishStart()).containsExactly(run("c"), run("d"));
    }

    private static PipelineRunRef run(String name) {
        return new PipelineRunRef("demo", name, "uid-" + name);
    }
}
