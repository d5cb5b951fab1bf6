package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RequestCounts;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests what is written while a build waits for its first agent, and with how many requests. Only a real Jenkins has
 * agents.
 */
class WaitingBuildRequestsIT extends ControllerTestCase {
    private static final String LABEL = "maven";

    /** Reasons of the condition Succeeded, each once for all writes in a row that have it. */
    private final List<String> written = new CopyOnWriteArrayList<>();

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private RequestCounts counts;

    @BeforeEach
    void countRequests() {
        // The first build of a controller takes seconds to compile.
        scenario.createPipeline("first", "pipeline { agent any; stages { stage('x') { steps { echo 'a' } } } }");
        scenario.awaitEnd(scenario.createRun("first-1", "first"));
        counts = scenario.target.requests();
        counts.clearAndLimitTo(scenario.namespace);
    }

    @AfterEach
    void removeLabels() {
        if (target != null) {
            target.setBuiltInLabels("");
        }
    }

    @Test
    void aScriptedBuildThatWaitsForItsAgentIsQueuedUntilItHasIt() {
        assertThatRunIsQueuedAndThenRuns("node('maven') { sleep 2 }");
    }

    @Test
    void aDeclarativeBuildThatWaitsForItsAgentIsQueuedUntilItHasIt() {
        assertThatRunIsQueuedAndThenRuns(
                "pipeline { agent { label 'maven' }; stages { stage('x') { steps { sleep 2 } } } }");
    }

    /** Most Jenkinsfiles do something short before they ask for an agent. */
    @Test
    void aBuildThatPrintsBeforeItWaitsForItsAgentIsQueuedUntilItHasIt() {
        assertThatRunIsQueuedAndThenRuns("echo 'a'; stage('x') { timeout(5) { echo 'b'; node('maven') { sleep 2 } } }");
    }

    @Test
    void branchesThatAllWaitForTheirAgentsAreQueuedUntilOneHasIt() {
        assertThatRunIsQueuedAndThenRuns("parallel a: { node('maven') { sleep 2 } }, b: { node('maven') { sleep 2 } }");
    }

    @Test
    void aBuildThatGetsItsAgentAtOnceNeverSaysThatItWaits() {
        scenario.createPipeline("web", "stage('x') { node { sleep 2 } }");
        runOnce(false);
        assertThat(written).doesNotContain("QUEUED");
        assertRequests(6);
    }

    private void assertThatRunIsQueuedAndThenRuns(String jenkinsfile) {
        scenario.createPipeline("web", jenkinsfile);
        runOnce(true);
        assertThat(written).containsExactly("QUEUED", "RUNNING", "SUCCESS");
        assertThat(counts.total("PATCH pipelineruns"))
                .as("writes of claim, run id, wait, start, end: %s", counts.counts())
                .isEqualTo(5);
        assertRequests(7);
    }

    /** The writes of the stages have a budget of their own. */
    private void assertRequests(int max) {
        int ofStages = counts.total("POST configmaps") + counts.total("PATCH configmaps");
        assertThat(counts.total() - ofStages).as("%s", counts.counts()).isLessThanOrEqualTo(max);
        assertThat(ofStages).as("%s", counts.counts()).isLessThanOrEqualTo(4);
    }

    /** Runs the pipeline once. Its build gets an agent when it is seen to wait for one. */
    private void runOnce(boolean waits) {
        counts.awaitQuiet();
        counts.clear();
        PipelineRun run = scenario.createRun("web-1", "web");
        try (Watch watch = scenario.client.resource(run).watch(recorder())) {
            if (waits) {
                scenario.await(run, found -> succeeded(found).contains("waits for an agent"));
                target.setBuiltInLabels(LABEL);
            }
            scenario.awaitEnd(run);
            scenario.awaitEvent(run, "Updated: Succeeded: build 1 ended with result SUCCESS");
            counts.awaitQuiet();
        }
        System.out.print(messages + "\n" + counts.table(1));
    }

    private static String succeeded(PipelineRun run) {
        return run.getStatus().condition("Succeeded").map(Condition::message).orElse("");
    }

    private Watcher<PipelineRun> recorder() {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, PipelineRun run) {
                run.getStatus().condition("Succeeded").ifPresent(condition -> {
                    messages.add(condition.reason() + ": " + condition.message());
                    if (written.isEmpty() || !written.get(written.size() - 1).equals(condition.reason())) {
                        written.add(condition.reason());
                    }
                });
            }

            @Override
            public void onClose(WatcherException cause) {}
        };
    }
}
