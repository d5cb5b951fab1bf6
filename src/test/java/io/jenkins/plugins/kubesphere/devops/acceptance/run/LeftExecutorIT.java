package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A build that ends before its executor is ready for that. Needs a real controller. */
class LeftExecutorIT extends ControllerTestCase {
    /** Keeps the thread of the executor busy while the build runs, as a slow disk does. */
    private static final String ADD_SLOW_LISTENER = """
            import org.jenkinsci.plugins.workflow.flow.*
            class SlowExecutionListener extends FlowExecutionListener {
              void onRunning(FlowExecution execution) { Thread.sleep(3000) }
            }
            hudson.ExtensionList.lookup(FlowExecutionListener).add(0, new SlowExecutionListener())
            println 'added'
            """;

    private static final String REMOVE_SLOW_LISTENER = """
            def list = hudson.ExtensionList.lookup(org.jenkinsci.plugins.workflow.flow.FlowExecutionListener)
            list.removeAll(list.findAll { it.class.simpleName == 'SlowExecutionListener' })
            println 'removed'
            """;

    private static final String COUNT_EXECUTORS = """
            def job = jenkins.model.Jenkins.get().getItemByFullName('JOB')
            println jenkins.model.Jenkins.get().computers.collectMany { it.oneOffExecutors }
                .count { it.currentExecutable?.parent == job }
            """;

    @Test
    void anEndedBuildDoesNotKeepItsExecutorAndItsJobCanBeDeleted() {
        scenario.createPipeline("web", "echo 'one'");
        assertThat(runScript(ADD_SLOW_LISTENER)).contains("added");
        try {
            scenario.awaitEnd(scenario.createRun("short", "web"));
            assertThat(countExecutors()).isEqualTo("1");

            await("the executor is ended").atMost(Duration.ofSeconds(40)).until(this::countExecutors, "0"::equals);
        } finally {
            assertThat(runScript(REMOVE_SLOW_LISTENER)).contains("removed");
        }
        scenario.deleteProject();
    }

    private String countExecutors() {
        return runScript(COUNT_EXECUTORS.replace("JOB", scenario.namespace + "/web"))
                .strip();
    }

    private String runScript(String script) {
        return target.controller().http().runScript(script);
    }
}
