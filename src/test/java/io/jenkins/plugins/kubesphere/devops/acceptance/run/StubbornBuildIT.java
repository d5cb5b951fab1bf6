package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.JobInspector;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.RunActions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests builds that do not end when they are stopped. Needs a real controller. */
class StubbornBuildIT extends ControllerTestCase {

    @Test
    void aBuildThatDoesNotEndIsTerminatedAndThenKilled() throws InterruptedException {
        scenario.createPipeline("cleans", "try { sleep 600 } finally { sleep 601 }");
        scenario.createPipeline(
                "refuses", "while (true) { try { sleep 600 } catch (Throwable e) { echo 'goes ' + 'on' } }");
        PipelineRun cleans = scenario.createRun("cleans-1", "cleans");
        PipelineRun refuses = scenario.createRun("refuses-1", "refuses");
        for (PipelineRun run : List.of(cleans, refuses)) {
            await("the build sleeps").until(() -> scenario.log(run).contains("Sleeping for 10 min"));
            scenario.edit(
                    run,
                    found -> found.setSpec(new PipelineRunSpec(
                            found.getSpec().pipelineRef(), List.of(), null, RunActions.STOP, null)));
        }

        assertCancelled(cleans);
        scenario.awaitEvent(
                cleans,
                "StopEscalated: build 1 did not end within 30 seconds after it was stopped,"
                        + " so its steps were terminated");
        // The kill comes 60 seconds later, which is longer than a test waits for anything.
        Thread.sleep(50_000);
        assertCancelled(refuses);
        scenario.awaitEvent(
                refuses,
                "StopEscalated: build 1 did not end within 60 seconds after its steps were terminated,"
                        + " so it was killed");
        assertThat(scenario.log(refuses)).contains("Hard kill!");
    }

    /**
     * Jenkins forgets an interruption that comes when one step has ended and the next one has not begun: the build went on
     * until its steps were terminated half a minute later.
     */
    @Test
    void aBuildThatIsStoppedBetweenTwoStepsEnds() {
        scenario.createPipeline("hops", "while (true) { sleep time: 1, unit: 'MILLISECONDS' }");
        List<PipelineRun> runs = IntStream.range(0, 8)
                .mapToObj(number -> scenario.createRun("hops-" + number, "hops"))
                .toList();
        for (PipelineRun run : runs) {
            await("the build hops").until(() -> scenario.log(run).contains("Sleeping for 1 ms"));
            scenario.edit(
                    run,
                    found -> found.setSpec(new PipelineRunSpec(
                            found.getSpec().pipelineRef(), List.of(), null, RunActions.STOP, null)));
        }

        runs.forEach(this::assertCancelled);
        assertThat(scenario.client
                        .v1()
                        .events()
                        .inNamespace(scenario.namespace)
                        .list()
                        .getItems())
                .extracting(Event::getReason)
                .doesNotContain("StopEscalated");
    }

    /** The run was gone, and nothing stopped its build any more. */
    @Test
    void aBuildThatIsKeptWhenItsRunIsDeletedIsTerminatedIfItDoesNotEnd() {
        scenario.createPipeline("cleans", "try { sleep 600 } finally { sleep 601 }");
        PipelineRun run = scenario.createRun("cleans-1", "cleans");
        await("the build sleeps").until(() -> scenario.log(run).contains("Sleeping for 10 min"));
        scenario.edit(run, found -> found.getMetadata().getAnnotations().put(RunAnnotations.KEEP_RECORD, "true"));

        scenario.client.resource(run).delete();

        scenario.awaitGone(run);
        assertThat(JobInspector.print(
                                target.controller(),
                                scenario.job("cleans"),
                                "def build = job.getBuildByNumber(1); println build.building; println build.result")
                        .strip())
                .isEqualTo("false\nABORTED");
    }

    private void assertCancelled(PipelineRun run) {
        PipelineRun end = scenario.awaitEnd(run);
        assertThat(end.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(end.getStatus().condition("Succeeded").orElseThrow().reason())
                .isEqualTo("ABORTED");
    }
}
