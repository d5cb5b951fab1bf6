package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests how look-ups and builds wait until the first list of Secrets is complete. */
@WithJenkins
class CredentialsLoadingTest extends ProjectCredentialsTestCase {
    @Test
    void lookUpsWaitForTheFirstListOfSecrets() throws Exception {
        registry.beginLoading(Set.of("demo"));
        CompletableFuture<List<String>> found = CompletableFuture.supplyAsync(() -> idsForItem(job));
        assertThat(idsInGroup(project("other", "market")))
                .as("credentials of a project that is not loading")
                .isEmpty();
        assertThatThrownBy(() -> found.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        registry.put(TOKEN, "shop", text(HIDDEN));
        registry.markComplete("demo", Set.of(TOKEN));
        assertThat(found.get(1, TimeUnit.MINUTES)).containsExactly("token");
    }

    @Test
    void lookUpsDoNotWaitIfSecretsAreUnavailable() {
        registry.beginLoading(Set.of());
        registry.markUnavailable("no right");
        assertThat(idsInGroup(demo)).isEmpty();
        registry.beginLoading(Set.of());
        registry.clear();
        assertThat(idsInGroup(demo)).isEmpty();
    }

    @Test
    void queuedBuildsShowWhyTheyWait() throws Exception {
        registry.beginLoading(Set.of());
        job.scheduleBuild2(0);
        Queue.Item item = awaitBlocked();
        assertThat(item.getCauseOfBlockage().getShortDescription())
                .isEqualTo("Waits for the credentials of namespace demo: they have not been read from the cluster yet");
        registry.markComplete("demo", Set.of());
        jenkins.waitUntilNoActivity();
        assertThat(job.getLastBuild()).isNotNull();
    }

    private Queue.Item awaitBlocked() {
        return await("the job is blocked in the queue")
                .pollInterval(Duration.ofMillis(100))
                .until(job::getQueueItem, Queue.BlockedItem.class::isInstance);
    }
}
