package io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AgentPodTroubleTrackerTest {
    private static final String BUILD = "job/demo/job/web/3/";

    private final AtomicLong nanoTime = new AtomicLong();
    private final AgentPodTroubleTracker tracker = new AgentPodTroubleTracker(nanoTime::get);

    @Test
    void aBuildIsToldOfThePodWithItsLabel() {
        tracker.update("maven-x1", Set.of("maven"), pod("maven-x1", "Failed"));
        tracker.update("gradle-x1", Set.of("gradle"), pod("gradle-x1", "Failed"));

        assertThat(find("maven")).contains(new AgentWaitReason("Evicted", "pod demo/maven-x1 failed (Evicted)"));
        assertThat(find("node")).isEmpty();
    }

    @Test
    void thePodOfABuildIsNotToldToAnotherWithTheSameLabel() {
        tracker.update("x", Set.of("maven"), forBuild(pod("x", "Failed"), "job/demo/job/other/1/"));
        assertThat(find("maven")).isEmpty();

        tracker.update("y", Set.of("maven"), forBuild(pod("y", "Failed"), BUILD));
        assertThat(find("gradle")).as("another stage of the same build").isEmpty();
        assertThat(find("maven")).contains(new AgentWaitReason("Evicted", "pod demo/y failed (Evicted)"));
    }

    /** Pods were created and destroyed in a loop, and the run said only that it waits. */
    @Test
    void podsThatFailOneAfterTheOtherAreCountedUntilOneWorks() {
        fail("maven-x1");
        assertThat(find("maven"))
                .contains(new AgentWaitReason(
                        "Evicted", "pods that failed: 1; the last one, demo/maven-x1, failed (Evicted)"));
        fail("maven-x2");
        tracker.update("maven-x3", Set.of("maven"), pod("maven-x3", "Pending"));
        assertThat(find("maven"))
                .contains(new AgentWaitReason(
                        "AgentRecreated", "pod demo/maven-x3 is pending; pods before it that failed: 2"));

        tracker.update("maven-x3", Set.of("maven"), pod("maven-x3", "Running"));
        tracker.connect("maven-x3");

        assertThat(find("maven")).isEmpty();
    }

    /** Each pod runs for a moment, which was taken for a success. */
    @Test
    void podsThatRunAndFailBeforeTheirAgentConnectsAreCounted() {
        for (String pod : List.of("maven-x1", "maven-x2", "maven-x3")) {
            tracker.update(pod, Set.of("maven"), pod(pod, "Running"));
            fail(pod);
        }

        assertThat(find("maven").orElseThrow().kind()).isEqualTo("AgentRecreated");
    }

    /** Meanwhile somebody may have repaired the image or the template. */
    @Test
    void podsThatFailedLongAgoAreNotToldToALaterBuild() {
        fail("maven-x1");
        nanoTime.addAndGet(Duration.ofMinutes(31).toNanos());
        assertThat(find("maven")).isEmpty();

        fail("maven-x2");

        assertThat(find("maven").orElseThrow().text()).startsWith("pods that failed: 1; ");
    }

    /** Jenkins gives up a pod that nobody can schedule after 1,000 seconds by default. */
    @Test
    void podsOfWhichEachFailsAfterALongTimeAreCounted() {
        for (String pod : List.of("maven-x1", "maven-x2", "maven-x3")) {
            nanoTime.addAndGet(Duration.ofSeconds(1_020).toNanos());
            fail(pod);
        }

        assertThat(find("maven").orElseThrow())
                .returns("AgentRecreated", AgentWaitReason::kind)
                .extracting(AgentWaitReason::text)
                .asString()
                .startsWith("pods that failed: 3; ");
    }

    @Test
    void onlyANewTroubleIsNews() {
        assertThat(tracker.update("x", Set.of(), pod("x", "Pending"))).isFalse();
        assertThat(tracker.update("x", Set.of(), pod("x", "Failed"))).isTrue();
        assertThat(tracker.update("x", Set.of(), pod("x", "Failed"))).isFalse();
    }

    @Test
    void theNumberOfPodsIsBounded() {
        for (int i = 0; i < 2_000; i++) {
            tracker.update("x" + i, Set.of("l" + i), pod("x" + i, "Failed"));
        }
        assertThat(find("l0")).isEmpty();
        assertThat(find("l1999")).isPresent();
    }

    private void fail(String name) {
        tracker.update(name, Set.of("maven"), pod(name, "Failed"));
        tracker.remove(name);
    }

    private Optional<AgentWaitReason> find(String label) {
        return tracker.find(BUILD, labels -> labels.contains(label));
    }

    private static Pod pod(String name, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("demo")
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .withReason("Evicted")
                .endStatus()
                .build();
    }

    private static Pod forBuild(Pod pod, String url) {
        pod.getMetadata().setAnnotations(Map.of("runUrl", url));
        return pod;
    }
}
