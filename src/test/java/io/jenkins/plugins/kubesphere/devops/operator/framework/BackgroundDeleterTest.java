package io.jenkins.plugins.kubesphere.devops.operator.framework;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackgroundDeleterTest {
    private final FairExecutor threads = new FairExecutor("test", 4);
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Event> raised = new CopyOnWriteArrayList<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private volatile CountDownLatch hang = new CountDownLatch(0);
    private final BackgroundDeleter<ConfigMap> deleter =
            new BackgroundDeleter<>(threads, this::delete, (object, failure) -> failures.add(failure.getMessage()));

    @BeforeEach
    void start() {
        deleter.setEventHandler(raised::add);
        deleter.start();
    }

    @AfterEach
    void stop() {
        hang.countDown();
        deleter.stop();
        threads.close();
    }

    @Test
    void aDeletionRunsInTheBackgroundAndRaisesItsObject() {
        hang = new CountDownLatch(1);
        assertThat(deleter.isDeleted(object("1"))).isFalse();
        assertThat(deleter.isDeleted(object("2"))).as("while it runs").isFalse();
        assertThat(raised).isEmpty();

        hang.countDown();

        await("the object is raised").until(() -> raised.size() == 1);
        assertThat(raised.get(0).getRelatedCustomResourceID().getName()).isEqualTo("web");
        assertThat(deleter.isDeleted(object("3"))).isTrue();
        assertThat(deleter.isDeleted(object("3")))
                .as("if the finalizer was not removed")
                .isTrue();
        assertThat(deleted).hasSize(1);
    }

    @Test
    void aFailedDeletionIsReportedAndRepeatedWithTheNewestObject() {
        failuresLeft.set(2);

        assertThat(deleter.isDeleted(object("1"))).isFalse();

        await("the object is raised").until(() -> raised.size() == 1);
        assertThat(failures).containsExactly("disk full", "disk full");
        assertThat(deleted).containsExactly("1");
        deleter.onResourceDeleted(object("1"));
        assertThat(deleter.isDeleted(object("2"))).as("nothing is remembered").isFalse();
        await("it is deleted again").until(() -> deleted.contains("2"));
    }

    /** The end of each session with a deletion that hung wrote DeletionFailed on its object. */
    @Test
    void aDeletionThatTheEndOfTheSessionInterruptsIsNotReported() {
        hang = new CountDownLatch(1);
        deleter.isDeleted(object("1"));

        threads.close();

        await("it was interrupted").until(() -> threads.threads().isTerminated());
        assertThat(failures).isEmpty();
        assertThat(raised).isEmpty();
        assertThat(deleter.isDeleted(object("1"))).isFalse();
    }

    /** Somebody may have removed the cause. Without the change, the next attempt would follow after a minute. */
    @Test
    void aChangeOfTheObjectIsTriedAtOnce() {
        BackgroundDeleter<ConfigMap> slow = new BackgroundDeleter<>(
                threads, this::delete, (object, failure) -> failures.add(failure.getMessage()), Duration.ofHours(1));
        slow.setEventHandler(raised::add);
        slow.start();
        failuresLeft.set(1);
        slow.isDeleted(object("1"));
        await("it fails").until(() -> !failures.isEmpty());

        await("it is deleted").atMost(Duration.ofSeconds(30)).until(() -> slow.isDeleted(object("2")));

        assertThat(deleted).containsExactly("2");
        slow.stop();
    }

    private void delete(ConfigMap object) {
        try {
            assertThat(hang.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("disk full");
        }
        deleted.add(object.getMetadata().getResourceVersion());
    }

    private static ConfigMap object(String version) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("demo")
                .withName("web")
                .withUid("uid")
                .withResourceVersion(version)
                .endMetadata()
                .build();
    }
}
