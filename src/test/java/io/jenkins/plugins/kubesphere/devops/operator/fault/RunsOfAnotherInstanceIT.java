package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tests what an instance does with the unfinished runs of another instance. See docs/operations.md, "Instances".
 */
class RunsOfAnotherInstanceIT extends InstancesTestCase {

    @Test
    void unfinishedRunsOfAnotherInstanceStayUnfinishedAndTheMessageHasTheCures() {
        List<PipelineRun> built = startBuilds();
        PipelineRun queued = createQueuedRun("queued");
        replaceInstance("b", "home-b");

        for (PipelineRun run : built) {
            PipelineRun foreign = awaitForeign(run);
            assertThat(ready(foreign).message())
                    .isEqualTo("PipelineRun " + name(run) + " belongs to instance home-a, but instance home-b holds the"
                            + " Lease now, and does not act on this run. Start instance home-a again; or annotate the run"
                            + " devops.kubesphere.io/take-over=true if this instance is a copy and has its build; or"
                            + " set spec.action to Stop to end the run as Cancelled, but build " + number(run) + " of "
                            + fixture.namespace + "/web in instance home-a may still run; or delete the run");
            assertThat(succeeded(foreign).status()).isEqualTo("Unknown");
            assertThat(succeeded(foreign).reason())
                    .as("the column REASON of kubectl get")
                    .isEqualTo("OtherInstance");
            assertThat(foreign.getStatus().phase()).as("the phase stays").isEqualTo("Running");
            assertThat(foreign.getStatus().completionTime()).isNull();
        }
        PipelineRun foreign = awaitForeign(queued);
        assertThat(ready(foreign).message())
                .contains(
                        " or annotate the run devops.kubesphere.io/take-over=true to build it here; or ",
                        ", but a build of " + fixture.namespace
                                + "/web in instance home-a, if it was started there, may still run; or");
        assertThat(foreign.getStatus().phase()).isEqualTo("Pending");
        assertThat(instanceId(foreign)).isEqualTo("home-a");
        assertThat(fixture.countBuilds("web")).isZero();
    }

    /** Each restart, and each reconcile, wrote it again. */
    @Test
    void aRunOfAnotherInstanceIsReportedOnce() {
        PipelineRun run = startBuilds().get(0);
        replaceInstance("b", "home-b");
        PipelineRun reported = awaitForeign(run);
        fixture.await(() -> warnings(run) == 1, "one Warning Event");

        replaceInstance("b", "home-b");
        fixture.admin
                .resource(run)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        fixture.assertPipelineWorks("after");

        assertThat(get(run).getStatus()).isEqualTo(reported.getStatus());
        assertThat(warnings(run)).isEqualTo(1);
    }

    @Test
    void aRunOfAnotherInstanceIsCancelledByStop() {
        PipelineRun built = startBuilds().get(0);
        PipelineRun queued = createQueuedRun("queued");
        replaceInstance("b", "home-b");
        awaitForeign(built);

        stop(built);
        stop(queued);

        PipelineRun ended = awaitEnd(built);
        assertThat(ended.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(succeeded(ended).reason()).isEqualTo("OtherInstance");
        assertThat(succeeded(ended).message())
                .isEqualTo("PipelineRun " + name(built) + ": spec.action is Stop, so instance home-b ended the run, but"
                        + " build " + number(built) + " of " + fixture.namespace
                        + "/web in instance home-a may still run; stop it there if it must not");
        assertThat(awaitEnd(queued).getStatus().phase()).isEqualTo("Cancelled");
    }

    /** A restart of the first instance that took longer than its Lease ended all its runs. */
    @Test
    void theFirstInstanceGoesOnWithItsRunsWhenItActsAgain() {
        PipelineRun interrupted = startBuilds().get(0);
        PipelineRun queued = createQueuedRun("queued");
        replaceInstance("b", "home-b");
        awaitForeign(queued);

        replaceInstance("a", "home-a");
        releaseBuildsOfA();

        PipelineRun ended = awaitEnd(queued);
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(ready(ended).reason()).isEqualTo("Bound");
        assertThat(succeeded(awaitEnd(interrupted)).message()).startsWith("interrupted by a restart of the engine\n");
    }

    @Test
    void noBuildHereHasTheNumberOfARunOfAnotherInstance() {
        PipelineRun first = startBuilds().stream()
                .filter(run -> number(run).equals("1"))
                .findFirst()
                .orElseThrow();
        replaceInstance("b", "home-b");
        awaitForeign(first);

        PipelineRun second = fixture.createRun("web-b", "web");
        releaseBuildsOfA();
        PipelineRun done = awaitEnd(second);

        assertThat(number(done)).isEqualTo(Integer.toString(EXECUTORS + 1));
        assertThat(ready(get(first)).reason()).isEqualTo("OtherInstance");
        assertThat(hasBuildOrQueueItem(first)).isFalse();
    }

    /** An instance that was paused in the middle of a write replaced the report, which nobody wrote again. */
    @Test
    void aLateWriteOfTheOtherInstanceDoesNotHideTheReport() {
        PipelineRun built = get(startBuilds().get(0));
        replaceInstance("b", "home-b");
        PipelineRun reported = awaitForeign(built);

        reported.setStatus(built.getStatus());
        PipelineRun late =
                fixture.admin.resource(reported).subresource("status").update();
        assertThat(ready(late).reason()).isEqualTo("Bound");

        awaitForeign(built);
    }

    @Test
    void completedRunsAreNotChanged() {
        fixture.createPipeline("quick");
        PipelineRun run = fixture.createRun("quick-1", "quick");
        fixture.awaitSuccess(run);
        annotateTakeOver(run);
        PipelineRun before = get(run);
        replaceInstance("b", "home-b");

        fixture.assertPipelineWorks("after");
        assertThat(get(run)).isEqualTo(before);
    }

    @Test
    void aRunOfAnotherInstanceCanBeDeleted() {
        PipelineRun run = startBuilds().get(0);
        replaceInstance("b", "home-b");
        awaitForeign(run);

        fixture.admin.resource(run).delete();

        fixture.awaitGone(run);
    }
}
