package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import org.junit.jupiter.api.Test;

/**
 * Tests which runs an instance takes over, and what it does after a return or a restore of its home. See
 * docs/operations.md, "Instances".
 */
class RunTakeOverIT extends InstancesTestCase {

    @Test
    void aRunWithoutABuildIsTakenOverOnceByItsAnnotation() {
        startBuilds();
        PipelineRun notTakenOver = createQueuedRun("left");
        PipelineRun takenOver = createQueuedRun("taken");
        annotateTakeOver(takenOver);
        replaceInstance("b", "home-b");
        releaseBuildsOfA();

        PipelineRun ended = awaitEnd(takenOver);
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(instanceId(ended)).isEqualTo("home-b");
        assertThat(ended.getMetadata().getAnnotations()).doesNotContainKey(RunAnnotations.TAKE_OVER);
        awaitForeign(notTakenOver);
        assertThat(fixture.countBuilds("web")).isEqualTo(1);
    }

    @Test
    void aRunWithABuildInAnotherInstanceIsNotTakenOver() {
        PipelineRun run = startBuilds().get(0);
        annotateTakeOver(run);
        replaceInstance("b", "home-b");

        PipelineRun foreign = awaitForeign(run);
        assertThat(ready(foreign).message())
                .contains(
                        " or copy its build to this instance, because devops.kubesphere.io/take-over=true has no effect"
                                + " without the build; or ");
        assertThat(instanceId(foreign)).isEqualTo("home-a");
        assertThat(fixture.countBuilds("web")).isZero();
        stop(run);
        assertThat(awaitEnd(run).getStatus().phase()).isEqualTo("Cancelled");
    }

    @Test
    void aRunIsTakenOverWithItsCopiedBuild() {
        PipelineRun withCopiedBuild = startBuilds().get(0);
        PipelineRun notTakenOver = get("built-1");
        annotateTakeOver(withCopiedBuild);
        fixture.stop();
        FolderCopier.copy(folder.resolve("a"), folder.resolve("b"));
        startInstance("b", "home-b");

        PipelineRun ended = awaitEnd(withCopiedBuild);
        assertThat(ended.getStatus().phase()).isEqualTo("Failed");
        assertThat(succeeded(ended).message()).startsWith("interrupted by a restart of the engine\n");
        assertThat(instanceId(ended)).isEqualTo("home-b");
        assertThat(number(ended)).isEqualTo(number(withCopiedBuild));
        awaitForeign(notTakenOver);
    }

    @Test
    void aReturningInstanceKeepsCompletedRuns() {
        PipelineRun run = startBuilds().get(0);
        replaceInstance("b", "home-b");
        awaitForeign(run);
        stop(run);
        PipelineRun ended = awaitEnd(run);

        replaceInstance("a", "home-a");

        fixture.assertPipelineWorks("after");
        assertThat(get(run)).isEqualTo(ended);
        assertThat(hasBuildOrQueueItem(run))
                .as("the engine still has the build")
                .isTrue();
        fixture.admin.resource(run).delete();
        fixture.awaitGone(run);
        assertThat(hasBuildOrQueueItem(run))
                .as("the build is deleted with its run")
                .isFalse();
    }

    @Test
    void aRestoredHomeHasLostLaterBuilds() {
        fixture.stop();
        FolderCopier.copy(folder.resolve("a"), folder.resolve("backup"));
        startInstance("a", "home-a");
        PipelineRun running = startBuilds().get(0);
        PipelineRun queued = createQueuedRun("queued");
        fixture.stop();

        // Has the same instance id, but another folder, so that builds of the old process cannot interfere.
        startInstance("backup", "home-a");
        releaseBuildsOfA();

        assertThat(succeeded(awaitEnd(running)).reason()).isEqualTo("BuildDeleted");
        PipelineRun done = awaitEnd(queued);
        assertThat(done.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(number(done)).as("unused build number").isEqualTo(Integer.toString(EXECUTORS + 1));
        assertThat(succeeded(get(running)).reason()).isEqualTo("BuildDeleted");
        assertThat(fixture.countBuilds("web")).isEqualTo(1);
    }
}
