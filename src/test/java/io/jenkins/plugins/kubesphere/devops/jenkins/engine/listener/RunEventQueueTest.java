package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that events of the queue are published, but not by the thread that holds the lock of the queue. */
class RunEventQueueTest {
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<PipelineRunRef> published = new ArrayList<>();
    private final RunEventQueue events = new RunEventQueue(tasks::add, published::add);

    /** Executors waited for the lock of the queue while its holder waited for a subscriber. */
    @Test
    void theThreadOfTheQueueDoesNotCallSubscribers() {
        events.add(run(1));

        assertThat(published).isEmpty();
    }

    @Test
    void oneTaskPublishesAllChangesInTheirOrder() {
        events.add(run(1));
        events.add(run(2));
        events.add(run(1));

        assertThat(tasks).hasSize(1);
        tasks.get(0).run();
        assertThat(published).containsExactly(run(1), run(2), run(1));
    }

    @Test
    void aChangeAfterTheTaskIsPublishedByTheNextOne() {
        events.add(run(1));
        tasks.get(0).run();

        events.add(run(2));

        assertThat(tasks).hasSize(2);
        tasks.get(1).run();
        assertThat(published).containsExactly(run(1), run(2));
    }

    private static PipelineRunRef run(int number) {
        return new PipelineRunRef("shop", "web-" + number, "uid-" + number);
    }
}
