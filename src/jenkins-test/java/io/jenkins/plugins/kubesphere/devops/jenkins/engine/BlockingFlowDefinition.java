package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.model.Action;
import hudson.model.TaskListener;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** A Jenkinsfile whose fetch takes as long as the test wants. Only for one build of one test at a time. */
final class BlockingFlowDefinition extends FlowDefinition {
    private static volatile CountDownLatch asked;
    private static volatile CountDownLatch fetched;

    BlockingFlowDefinition() {
        asked = new CountDownLatch(1);
        fetched = new CountDownLatch(1);
    }

    /** Waits until a build fetches it. */
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
