package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import org.junit.jupiter.api.Test;

/** A build that has ended must not be kept in memory, because it may have hundreds of thousands of nodes. */
class EndedBuildMemoryIT extends ControllerTestCase {
    /** Lists the threads of the plugin that have another class loader than its own, and so may keep a build. */
    private static final String THREADS = """
            def own = jenkins.model.Jenkins.get().pluginManager.getPlugin('kubesphere-devops').classLoader
            Thread.allStackTraces.keySet().findAll { it.name.startsWith('kubesphere-devops') }
                .each { println it.name + ': ' + (it.contextClassLoader == own ? 'own' : it.contextClassLoader) }
            return
            """;

    @Test
    void noThreadHasTheClassLoaderOfABuild() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(target.controller().http().runScript(THREADS).lines())
                .anyMatch(thread -> thread.startsWith("kubesphere-devops graph"))
                .allMatch(thread -> thread.endsWith(": own"));
    }
}
