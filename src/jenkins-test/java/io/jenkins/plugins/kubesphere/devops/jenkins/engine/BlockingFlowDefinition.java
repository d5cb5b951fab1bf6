package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.model.Action;
import hudson.model.TaskListener;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** Blocks the fetch of a Jenkinsfile until the test releases it. Only one build may use it at a time. */
final class BlockingFlowDefinition extends FlowDefinition {
    private static volatile CountDownLatch asked;
    private static volatile CountDownLatch fetched;

    BlockingFlowDefinition() {
        asked = new CountDownLatch(1);
        fetched = new CountDownLatch(1);
    }

    /** Waits until a build fetches the Jenkinsfile. */
    static void awaitFetch() throws InterruptedException {
        asked.await();
    }

    static void releaseFetch() {
        fetched.countDown();
    }

    @Override
    public FlowExecution create(FlowExecutionOwner owner, TaskListener listener, List<? extends Action> actions)
            throws Exception {
        asked.countDown();
        fetched.await();
        return new CpsFlowDefinition("echo 'hello'", true).create(owner, listener, actions);
    }
}
