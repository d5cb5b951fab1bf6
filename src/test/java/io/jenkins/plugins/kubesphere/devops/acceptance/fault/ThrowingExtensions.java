package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;

/** Extensions of Jenkins that throw in each method, and come before all others. A restart of Jenkins removes them. */
final class ThrowingExtensions {
    private static final String LISTENERS = """
            import hudson.model.*
            import hudson.model.listeners.*
            import hudson.model.queue.QueueListener
            import org.jenkinsci.plugins.workflow.flow.*
            import org.jenkinsci.plugins.workflow.graph.FlowNode
            class ThrowingRunListener extends RunListener<Run> {
              void onInitialize(Run run) { throw new IllegalStateException('test: onInitialize') }
              void onStarted(Run run, TaskListener to) { throw new IllegalStateException('test: onStarted') }
              void onCompleted(Run run, TaskListener to) { throw new IllegalStateException('test: onCompleted') }
              void onFinalized(Run run) { throw new IllegalStateException('test: onFinalized') }
            }
            class ThrowingQueueListener extends QueueListener {
              void onEnterWaiting(Queue.WaitingItem item) { throw new IllegalStateException('test: onEnterWaiting') }
              void onEnterBlocked(Queue.BlockedItem item) { throw new IllegalStateException('test: onEnterBlocked') }
              void onEnterBuildable(Queue.BuildableItem i) { throw new IllegalStateException('test: onEnterBuildable') }
              void onLeft(Queue.LeftItem item) { throw new IllegalStateException('test: onLeft') }
            }
            class ThrowingGraphListener implements GraphListener {
              void onNewHead(FlowNode node) { throw new IllegalStateException('test: onNewHead') }
            }
            class ThrowingSynchronousListener implements GraphListener.Synchronous {
              void onNewHead(FlowNode node) { throw new IllegalStateException('test: onNewHead, synchronous') }
            }
            class ThrowingExecutionListener extends FlowExecutionListener {
              void onRunning(FlowExecution execution) { throw new IllegalStateException('test: onRunning') }
              void onResumed(FlowExecution execution) { throw new IllegalStateException('test: onResumed') }
              void onCompleted(FlowExecution execution) { throw new IllegalStateException('test: onCompleted') }
            }
            class ThrowingSaveableListener extends SaveableListener {
              void onChange(Saveable object, hudson.XmlFile file) { throw new IllegalStateException('test: onChange') }
            }
            def added = [(RunListener): new ThrowingRunListener(), (QueueListener): new ThrowingQueueListener(),
                (GraphListener): [new ThrowingGraphListener(), new ThrowingSynchronousListener()],
                (FlowExecutionListener): new ThrowingExecutionListener(),
                (SaveableListener): new ThrowingSaveableListener()]
            """;
    private static final String LOGS = """
            import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner
            import org.jenkinsci.plugins.workflow.log.*
            class ThrowingLogStorageFactory implements LogStorageFactory {
              LogStorage forBuild(FlowExecutionOwner owner) { throw new IllegalStateException('test: no log store') }
            }
            def added = [(LogStorageFactory): new ThrowingLogStorageFactory()]
            """;

    /** The list sorts its extensions when Jenkins loads them, and has no method that adds to its front. */
    private static final String ADD = """
            def field = hudson.ExtensionList.getDeclaredField('extensions')
            field.accessible = true
            added.each { type, instances ->
              def list = hudson.ExtensionList.lookup(type)
              list.size()
              field.set(list, [instances].flatten().collect { new hudson.ExtensionComponent(it, 1000d) }
                  + field.get(list))
            }
            println 'added'
            """;

    private static final String REMOVE = """
            def field = hudson.ExtensionList.getDeclaredField('extensions')
            field.accessible = true
            [hudson.model.listeners.RunListener, hudson.model.queue.QueueListener,
                org.jenkinsci.plugins.workflow.flow.GraphListener,
                org.jenkinsci.plugins.workflow.flow.FlowExecutionListener,
                hudson.model.listeners.SaveableListener,
                org.jenkinsci.plugins.workflow.log.LogStorageFactory].each { type ->
              def list = hudson.ExtensionList.lookup(type)
              list.size()
              field.set(list, field.get(list).findAll { !it.instance.class.simpleName.startsWith('Throwing') })
            }
            println 'removed'
            """;

    private ThrowingExtensions() {}

    static void addListeners(JenkinsHttpClient jenkins) {
        assertThat(jenkins.runScript(LISTENERS + ADD)).contains("added");
    }

    static void addLogStore(JenkinsHttpClient jenkins) {
        assertThat(jenkins.runScript(LOGS + ADD)).contains("added");
    }

    static void removeAll(JenkinsHttpClient jenkins) {
        assertThat(jenkins.runScript(REMOVE)).contains("removed");
    }
}
