package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnfinishedRunLimiterTest {
    private static final String OURS = "home";

    private final List<String> allowed = new ArrayList<>();
    private final UnfinishedRunLimiter limiter = newLimiter();

    @Test
    void runsAboveTheLimitWaitForTheEndOfOthers() {
        assertThat(limiter.tryStart(run("a", 1))).isEmpty();
        assertThat(limiter.tryStart(run("b", 2))).isEmpty();
        assertThat(limiter.tryStart(run("a", 1))).as("a retry").isEmpty();
        assertThat(limiter.tryStart(run("d", 4)))
                .contains(new StartObstacle(
                        "Throttled",
                        "2 runs of the namespace demo have started and not ended, and the limit is 2. The oldest run"
                                + " that waits is started when one of them ends. Stop or delete runs that are not"
                                + " needed, or ask an administrator of Jenkins to raise maxUnfinishedRuns"));
        assertThat(limiter.tryStart(run("c", 3))).isPresent();
        assertThat(limiter.tryStart(run("other", "a", 5)))
                .as("another namespace")
                .isEmpty();

        limiter.onResourceUpdated(ended(run("b", 2)), run("b", 2));

        assertThat(allowed).containsExactly("c");
        assertThat(limiter.tryStart(run("d", 4))).as("c is older").isPresent();
        assertThat(limiter.tryStart(run("c", 3))).isEmpty();
        limiter.onResourceDeleted(run("a", 1));
        assertThat(allowed).containsExactly("c", "d");
    }

    /** Its deletion may wait behind others for minutes, and nobody would start in its place. */
    @Test
    void aRunThatIsDeletedWhileItWaitsMakesRoomForTheNext() {
        limiter.tryStart(run("a", 1));
        limiter.tryStart(run("b", 2));
        limiter.tryStart(run("c", 3));
        limiter.tryStart(run("d", 4));
        PipelineRun deleted = run("c", 3);
        deleted.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

        limiter.onResourceUpdated(deleted, run("c", 3));
        limiter.onResourceDeleted(run("a", 1));

        assertThat(allowed).containsExactly("d");
    }

    @Test
    void aRunThatIsGoneOrLacksSomethingMakesRoom() {
        limiter.tryStart(run("a", 1));
        limiter.tryStart(run("b", 2));
        limiter.tryStart(run("c", 3));
        limiter.tryStart(run("d", 4));
        limiter.tryStart(run("e", 5));

        limiter.onResourceDeleted(run("c", 3));
        assertThat(allowed).isEmpty();
        limiter.withdraw(run("a", 1));
        assertThat(allowed).containsExactly("d");
        limiter.withdraw(run("d", 4));
        assertThat(allowed).containsExactly("d", "e");
    }

    /** The informer shows all runs before the first reconcile. */
    @Test
    void afterARestartTheRunsOfTheInformerCount() {
        limiter.onResourceCreated(bound(run("a", 1), OURS));
        limiter.onResourceCreated(bound(run("foreign", 1), "other"));
        limiter.onResourceCreated(ended(run("old", 1)));
        limiter.onResourceCreated(queued(run("b", 2)));

        assertThat(limiter.tryStart(run("c", 3))).isPresent();
        assertThat(limiter.tryStart(bound(run("a", 1), OURS))).isEmpty();
    }

    @Test
    void aReconcileThatBeganEarlierDoesNotCountARunThatHasEnded() {
        limiter.onResourceUpdated(ended(run("a", 1)), run("a", 1));
        limiter.recordStarted(run("a", 1));
        limiter.onResourceDeleted(run("b", 2));
        assertThat(limiter.tryStart(run("b", 2))).isEmpty();

        assertThat(limiter.tryStart(run("c", 3))).isEmpty();
        assertThat(limiter.tryStart(run("d", 4))).isEmpty();
    }

    private UnfinishedRunLimiter newLimiter() {
        return new UnfinishedRunLimiter(2, OURS, (PipelineRunRef run) -> allowed.add(run.name()));
    }

    private static PipelineRun run(String name, int second) {
        return run("demo", name, second);
    }

    private static PipelineRun run(String namespace, String name, int second) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withUid(namespace + "-" + name)
                .withCreationTimestamp("2026-01-02T03:04:0" + second + "Z")
                .withAnnotations(new HashMap<>())
                .build());
        run.setSpec(RunSpecs.of("web"));
        return run;
    }

    private static PipelineRun bound(PipelineRun run, String instance) {
        run.getMetadata()
                .setAnnotations(Map.of(
                        RunAnnotations.RUN_ID,
                        "7",
                        RunAnnotations.INSTANCE,
                        instance,
                        RunAnnotations.CLAIMED_UID,
                        run.getMetadata().getUid()));
        return run;
    }

    private static PipelineRun ended(PipelineRun run) {
        run.setStatus(new PipelineRunStatus("Succeeded", null, "2026-01-02T03:05:00Z", null, List.of()));
        return run;
    }

    private static PipelineRun queued(PipelineRun run) {
        Condition queued = new Condition("Succeeded", "Unknown", "QUEUED", "", null, null, null);
        run.setStatus(new PipelineRunStatus("Pending", null, null, null, List.of(queued)));
        return run;
    }
}
