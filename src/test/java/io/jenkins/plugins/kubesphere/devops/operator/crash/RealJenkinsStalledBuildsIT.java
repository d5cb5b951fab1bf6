package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Checks what happens to a build of a real controller that cannot continue after a restart, because its {@code node}
 * step is missing in the queue.
 */
class RealJenkinsStalledBuildsIT extends RealJenkinsCrashTestCase {
    private static final String EMPTY_QUEUE = """
            Queue.withLock({
                ['waitingList', 'blockedProjects', 'buildables', 'pendings'].each { name ->
                    def field = Queue.getDeclaredField(name)
                    field.accessible = true
                    field.get(Queue.instance).clear()
                }
            } as Runnable)
            """;

    @Test
    void aBuildWhoseNodeStepIsInNoQueueEndsOrIsBuiltAgain() throws IOException {
        project.createPipeline("begun", false, "echo 'begun'; node('later') { echo 'done' }");
        project.createPipeline("fresh", false, recorder.jenkinsfile().replace("agent any", "agent { label 'later' }"));
        project.createPipeline("asks", false, "input 'Go on?'");
        PipelineRun begun = project.createRun("begun", "begun-1");
        PipelineRun fresh = project.createRun("fresh", "fresh-1");
        PipelineRun asks = project.createRun("asks", "asks-1");
        project.awaitReason(begun, ConditionReasons.QUEUED);
        project.awaitReason(fresh, ConditionReasons.QUEUED);
        project.awaitPaused(asks);
        await("both node steps wait in the queue").until(() -> runScript("println Jenkins.get().queue.items.length")
                .equals("2"));

        controller.stop();
        controller.start();
        controller.awaitReady();
        runScript(EMPTY_QUEUE);

        Condition ended = project.awaitEnd(begun)
                .getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .orElseThrow();
        assertThat(ended.reason()).isEqualTo("StalledAfterRestart");
        assertThat(ended.message())
                .startsWith("Jenkins resumed the build after a restart, but it could not continue: its node step was"
                        + " neither in the queue nor on an executor. The plugin ended it. Check what the build has done,"
                        + " and create a new run to build again");
        runScript("Jenkins.get().setLabelString('later'); Jenkins.get().getLabel('later').reset()");
        PipelineRun builtAgain = project.awaitEnd(fresh);
        assertThat(builtAgain.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(recorder.countStarts("fresh-1")).isEqualTo(1);
        assertThat(project.awaitPaused(asks).getStatus().hasEnded())
                .as("a build that waits for a person")
                .isFalse();
        passed = true;
    }

    private String runScript(String groovy) {
        return controller
                .http()
                .runScript("import hudson.model.Queue; import jenkins.model.Jenkins\n" + groovy)
                .strip();
    }
}
