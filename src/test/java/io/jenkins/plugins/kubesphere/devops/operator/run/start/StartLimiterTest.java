package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import org.junit.jupiter.api.Test;

class StartLimiterTest {
    /** Starts three builds at the same time, and two of one namespace. */
    private final StartLimiter limiter = new StartLimiter(3);

    @Test
    void waitingRunsOfANamespaceEnterInTheOrderOfTheirRequests() {
        assertThat(limiter.tryStart(run("a"))).isTrue();
        assertThat(limiter.tryStart(run("b"))).isTrue();
        assertThat(limiter.tryStart(run("c"))).isFalse();
        assertThat(limiter.tryStart(run("d"))).isFalse();
        assertThat(limiter.tryStart(run("c"))).isFalse();

        assertThat(limiter.finishStart(run("a"))).containsExactly(run("c"));
        assertThat(limiter.tryStart(run("c"))).isTrue();
        assertThat(limiter.finishStart(run("b"))).containsExactly(run("d"));
    }

    @Test
    void aRunThatDoesNotComeLeavesItsPlaceToOthers() {
        limiter.tryStart(run("a"));
        limiter.tryStart(run("b"));
        limiter.tryStart(run("gone"));
        limiter.tryStart(run("c"));
        limiter.tryStart(run("d"));

        assertThat(limiter.finishStart(run("a"))).containsExactly(run("gone"));
        assertThat(limiter.finishStart(run("b"))).containsExactly(run("c"), run("d"));
    }

    /** The starts of one namespace used all places, and a run of another namespace waited behind all of its runs. */
    @Test
    void oneNamespaceLeavesAPlaceToOthers() {
        limiter.tryStart(run("a"));
        limiter.tryStart(run("b"));
        assertThat(limiter.tryStart(run("c"))).isFalse();

        assertThat(limiter.tryStart(run("good", "a"))).isTrue();
    }

    @Test
    void theNamespaceWithTheFewestStartsIsNext() {
        limiter.tryStart(run("a"));
        limiter.tryStart(run("b"));
        limiter.tryStart(run("c"));
        limiter.tryStart(run("good", "a"));
        assertThat(limiter.tryStart(run("good", "b"))).isFalse();
        assertThat(limiter.tryStart(run("other", "a"))).isFalse();

        assertThat(limiter.finishStart(run("a"))).containsExactly(run("other", "a"));
        limiter.tryStart(run("other", "a"));
        assertThat(limiter.finishStart(run("good", "a"))).containsExactly(run("good", "b"));
    }

    private static PipelineRunRef run(String name) {
        return run("demo", name);
    }

    private static PipelineRunRef run(String namespace, String name) {
        return new PipelineRunRef(namespace, name, "uid-" + name);
    }
}
