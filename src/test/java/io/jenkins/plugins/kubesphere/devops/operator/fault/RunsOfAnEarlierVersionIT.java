package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

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
        List<PipelineRun> runs = new ArrayList<>(startBuilds());
        runs.add(createQueuedRun("queued"));
        PipelineRun unreported = createQueuedRun("unreported");
        runs.add(unreported);
        fixture.stop();
        runs.forEach(this::removeClaimedUid);
        removeStatus(unreported);

        startInstance("a", "home-a");
        runs.forEach(run -> assertThat(fixture.await(run, found -> claimedUid(found) != null))
                .as("the claim of %s", run.getMetadata().getName())
                .returns(run.getMetadata().getUid(), RunsOfAnEarlierVersionIT::claimedUid)
                .returns(number(run), InstancesTestCase::number));
        releaseBuildsOfA();

        runs.forEach(run -> assertThat(awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded"));
        assertThat(fixture.countBuilds("web")).isEqualTo(runs.size());
    }

    @Test
    void runsThatAnEarlierVersionOfAnotherInstanceClaimedStayWithIt() {
        PipelineRun built = startBuilds().get(0);
        PipelineRun unreported = createQueuedRun("unreported");
        fixture.stop();
        removeClaimedUid(built);
        removeClaimedUid(unreported);
        removeStatus(unreported);

        startInstance("b", "home-b");

        assertThat(number(awaitForeign(built))).isEqualTo(number(built));
        awaitForeign(unreported);
        assertThat(fixture.countBuilds("web")).isZero();
    }

    private void removeClaimedUid(PipelineRun run) {
        fixture.admin
                .resource(run)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + RunAnnotations.CLAIMED_UID + "\":null}}}");
    }

    private void removeStatus(PipelineRun run) {
        fixture.admin
                .resource(run)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"phase\":null,\"updateTime\":null,\"startTime\":null,\"conditions\":null}}");
    }

    private static String claimedUid(PipelineRun run) {
        return run.getMetadata().getAnnotations().get(RunAnnotations.CLAIMED_UID);
    }
}
