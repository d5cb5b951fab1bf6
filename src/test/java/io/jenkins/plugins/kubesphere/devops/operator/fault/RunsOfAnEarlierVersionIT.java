package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests unfinished runs that a version claimed which does not write the UID of the run, and the upgrade after that. */
class RunsOfAnEarlierVersionIT extends InstancesTestCase {

    @Test
    void runsThatAnEarlierVersionStartedAreNotBuiltAgain() {
        List<PipelineRun> built = startBuilds();
        List<PipelineRun> runs = new ArrayList<>(built);
        PipelineRun unreported = createQueuedRun("unreported");
        List<PipelineRun> queued = List.of(createQueuedRun("queued"), unreported);
        runs.addAll(queued);
        fixture.stop();
        try (KubernetesClient admin = createClient()) {
            runs.forEach(run -> removeClaimedUid(admin, run));
            removeStatus(admin, unreported);
        }

        startInstance("a", "home-a");
        runs.forEach(run -> assertThat(claimedUid(fixture.await(run, found -> claimedUid(found) != null)))
                .isEqualTo(run.getMetadata().getUid()));
        releaseBuildsOfA();

        // The stop of the embedded engine has ended the builds that ran.
        built.forEach(run -> assertThat(number(awaitEnd(run))).isEqualTo(number(run)));
        queued.forEach(run -> assertThat(awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded"));
        assertThat(fixture.countBuilds("web")).isEqualTo(runs.size());
    }

    @Test
    void runsThatAnEarlierVersionOfAnotherInstanceClaimedStayWithIt() {
        PipelineRun built = startBuilds().get(0);
        PipelineRun unreported = createQueuedRun("unreported");
        fixture.stop();
        try (KubernetesClient admin = createClient()) {
            removeClaimedUid(admin, built);
            removeClaimedUid(admin, unreported);
            removeStatus(admin, unreported);
        }

        startInstance("b", "home-b");

        assertThat(number(awaitForeign(built))).isEqualTo(number(built));
        awaitForeign(unreported);
        assertThat(fixture.countBuilds("web")).isZero();
    }

    /** The client of the fixture is closed while no operator runs. */
    private KubernetesClient createClient() {
        return new KubernetesClientBuilder().withConfig(server).build();
    }

    private static void removeClaimedUid(KubernetesClient admin, PipelineRun run) {
        admin.resource(run)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + RunAnnotations.CLAIMED_UID + "\":null}}}");
    }

    private static void removeStatus(KubernetesClient admin, PipelineRun run) {
        admin.resource(run)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"phase\":null,\"updateTime\":null,\"startTime\":null,\"conditions\":null}}");
    }

    private static String claimedUid(PipelineRun run) {
        return run.getMetadata().getAnnotations().get(RunAnnotations.CLAIMED_UID);
    }
}
