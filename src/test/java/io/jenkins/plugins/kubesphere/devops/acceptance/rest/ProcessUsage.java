package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;

/**
 * What a controller uses.
 *
 * @param threads without those of the web server, which keeps them for the next requests, and of builds
 * @param heapBytes after a garbage collection
 */
record ProcessUsage(int threads, long heapBytes) {
    private static final String SCRIPT = """
            def others = Thread.allStackTraces.keySet().findAll {
                !it.name.startsWith('Jetty') && !it.name.startsWith('Handling ') && !it.name.startsWith('Executor #')
            }
            System.gc()
            print others.size() + ' ' + (Runtime.runtime.totalMemory() - Runtime.runtime.freeMemory()) + '\\n'
            return
            """;

    static ProcessUsage of(JenkinsController controller) {
        String[] numbers = controller.http().runScript(SCRIPT).strip().split("\\s+");
        return new ProcessUsage(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]));
    }
}
