package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import org.junit.jupiter.api.Test;

class StepStartWatchlistTest {
    private static final PipelineRunRef RUN = new PipelineRunRef("demo", "web-1", "uid");

    private final StepStartWatchlist watchlist = new StepStartWatchlist();

    @Test
    void aRunIsWatchedUntilItRuns() {
        assertThat(watchlist.isEmpty()).isTrue();
        watchlist.add(RUN);
        assertThat(watchlist.contains(RUN)).isTrue();
        watchlist.remove(RUN);
        assertThat(watchlist.contains(RUN)).isFalse();
        assertThat(watchlist.isEmpty()).isTrue();
    }

    @Test
    void manyStepsAreOneCheckUntilItBegins() {
        watchlist.add(RUN);
        assertThat(watchlist.planCheck(RUN)).isTrue();
        watchlist.add(RUN);
        assertThat(watchlist.planCheck(RUN)).isFalse();
        watchlist.beginCheck(RUN);
        assertThat(watchlist.planCheck(RUN)).isTrue();
    }

    @Test
    void aRunThatIsNotWatchedNeedsNoCheck() {
        assertThat(watchlist.planCheck(RUN)).isFalse();
        watchlist.beginCheck(RUN);
        assertThat(watchlist.contains(RUN)).isFalse();
    }
}
