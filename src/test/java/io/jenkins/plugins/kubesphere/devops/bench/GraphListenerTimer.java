package io.jenkins.plugins.kubesphere.devops.bench;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import java.util.Locale;

/**
 * Measures how long our listeners work for each node of a build on the thread that runs its Jenkinsfile. A script in
 * Jenkins replaces each of our listeners of this build by one that calls it and adds up the time.
 */
final class GraphListenerTimer {
    /** The listeners of all builds are extensions; one more belongs to each build that we follow. */
    private static final String INSTALL = """
            import groovy.transform.CompileStatic
            import java.util.concurrent.atomic.LongAdder
            import org.jenkinsci.plugins.workflow.flow.GraphListener
            import org.jenkinsci.plugins.workflow.graph.FlowNode

            @CompileStatic class Timed implements GraphListener {
                GraphListener listener
                LongAdder nanos
                LongAdder nodes
                void onNewHead(FlowNode node) {
                    long start = System.nanoTime()
                    try { listener.onNewHead(node) } finally { nanos.add(System.nanoTime() - start); nodes.increment() }
                }
            }
            @CompileStatic class TimedSynchronous extends Timed implements GraphListener.Synchronous {}

            def counts = [:]
            def time = { list -> list.findAll { it.class.name.startsWith('io.jenkins.plugins.kubesphere.') }.each {
                def count = [new LongAdder(), new LongAdder()]
                counts[it.class.simpleName] = count
                list.remove(it)
                def type = it instanceof GraphListener.Synchronous ? TimedSynchronous : Timed
                list.add(0, type.newInstance(listener: it, nanos: count[0], nodes: count[1]))
            } }
            def execution = jenkins.model.Jenkins.get().getItemByFullName('%s').getBuildByNumber(%d).execution
            time(execution.@listeners)
            time(hudson.ExtensionList.lookup(GraphListener))
            System.properties['bench.listeners'] = counts
            return
            """;

    private static final String READ = """
            System.properties['bench.listeners'].each { name, count ->
                println name + ' ' + count[1].sum() + ' ' + count[0].sum() }
            return
            """;

    private final JenkinsController controller;

    GraphListenerTimer(JenkinsController controller) {
        this.controller = controller;
    }

    /** Begins with the next node of the build, which must run. May be called once in the life of the controller. */
    void start(JobName job, int build) {
        controller.http().runScript(INSTALL.formatted(StartFloorSampler.fullName(job), build));
    }

    /** Returns for each listener its name, how many nodes it was told, and the microseconds for each of them. */
    String read() {
        StringBuilder text = new StringBuilder();
        double total = 0;
        for (String line : controller.http().runScript(READ).trim().split("\n")) {
            String[] words = line.trim().split(" ");
            double micros = Double.parseDouble(words[2]) / 1_000 / Math.max(1, Long.parseLong(words[1]));
            total += micros;
            text.append(String.format(Locale.ROOT, "  %s: %s nodes, %.2f us each%n", words[0], words[1], micros));
        }
        return text.append(String.format(Locale.ROOT, "  for each node %.2f us", total))
                .toString();
    }
}
