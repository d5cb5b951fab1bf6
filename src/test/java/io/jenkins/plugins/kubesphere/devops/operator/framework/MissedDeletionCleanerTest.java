package io.jenkins.plugins.kubesphere.devops.operator.framework;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MissedDeletionCleanerTest {
    private final Queue<String> deleted = new ConcurrentLinkedQueue<>();
    private volatile long now;
    private final MissedDeletionCleaner<Pipeline> cleaner = new MissedDeletionCleaner<>(
            pipeline -> true, pipeline -> deleted.add(pipeline.getMetadata().getName()), () -> now);

    @AfterEach
    void stop() {
        cleaner.stop();
    }

    @Test
    void aPipelineThatIsDeletedSoonAfterItsCreationIsCleanedUp() {
        Pipeline pipeline = pipeline("web");
        cleaner.onResourceCreated(pipeline);
        cleaner.onResourceDeleted(pipeline);

        await("web is cleaned up").until(() -> deleted.contains("web"));
    }

    /** A person had removed the finalizer of an old Pipeline, so that its builds stay, and our clock was slow. */
    @Test
    void anOldPipelineKeepsItsBuildsWhileOurClockIsSlow() {
        Pipeline old = pipeline("old");
        cleaner.onResourceCreated(old);
        now += Duration.ofMinutes(1).toNanos();
        cleaner.onResourceDeleted(old);

        Pipeline young = pipeline("young");
        cleaner.onResourceCreated(young);
        cleaner.onResourceDeleted(young);
        await("young is cleaned up").until(() -> deleted.contains("young"));
        assertThat(deleted).containsExactly("young");
    }

    /** For a slow clock, each object was created just now. */
    private static Pipeline pipeline(String name) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withNamespace("demo")
                .withName(name)
                .withUid("uid of " + name)
                .withCreationTimestamp(Instant.now().toString())
                .build());
        return pipeline;
    }
}
