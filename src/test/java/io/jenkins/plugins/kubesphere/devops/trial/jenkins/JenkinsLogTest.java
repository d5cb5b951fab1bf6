package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JenkinsLogTest {
    private static final String TIME = "2026-11-21 07:43:39.986+0000 [id=23]\t";
    private static final String LOADED = TIME
            + "INFO\ti.j.p.k.d.j.ControllerListener#onLoaded: KubeSphere DevOps 1.0 is loaded (Java Operator SDK 5.1.5)";

    @Test
    void ourPluginIsNews() {
        assertThat(JenkinsLog.messageForUser(LOADED))
                .hasValue("KubeSphere DevOps 1.0 is loaded (Java Operator SDK 5.1.5)");
        assertThat(JenkinsLog.messageForUser(
                        TIME + "WARNING\ti.j.p.k.d.o.lifecycle.Lifecycle#tell: no right to list pipelines"))
                .hasValue("WARNING: no right to list pipelines");
    }

    @Test
    void theScriptOfTheTrialIsNews() {
        assertThat(JenkinsLog.messageForUser("trial: agents are not copied")).hasValue("agents are not copied");
    }

    @Test
    void whatIsSevereIsNewsAndNothingElse() {
        assertThat(JenkinsLog.messageForUser(
                        TIME + "SEVERE\tjenkins.InitReactorRunner$1#onTaskFailed: Failed Loading plugin git"))
                .hasValue("SEVERE: jenkins.InitReactorRunner$1#onTaskFailed: Failed Loading plugin git");
        assertThat(JenkinsLog.messageForUser(TIME + "WARNING\thudson.Foo#bar: whatever"))
                .isEmpty();
        assertThat(JenkinsLog.messageForUser("\tat java.base/java.lang.Thread.run(Thread.java:840)"))
                .isEmpty();
    }

    @Test
    void nothingIsWrongOnceOurPluginIsLoadedAndEnabled() {
        assertThat(JenkinsLog.problem("before\n" + LOADED + "\n")).isEmpty();
    }

    @Test
    void saysWhyOurPluginWasNotLoaded() {
        String said = "before\nFailed Loading plugin KubeSphere DevOps v1.0 (kubesphere-devops)\n"
                + " - Plugin is missing: structs (353)\nnext\nnext\nfar\n";

        assertThat(JenkinsLog.problem(said))
                .hasValue("Jenkins is up, but it did not load our plugin:\n"
                        + "Failed Loading plugin KubeSphere DevOps v1.0 (kubesphere-devops)\n"
                        + " - Plugin is missing: structs (353)\nnext\nnext");
    }

    @Test
    void saysThatItWasNotMentioned() {
        assertThat(JenkinsLog.problem("all is well\n"))
                .hasValue("Jenkins is up, but it did not load our plugin:\nthe log does not mention it");
    }

    @Test
    void saysWhyItWasNotConfigured() {
        String said = TIME + "WARNING\tj.util.groovy.GroovyHookScript#execute: Failed to run script zzzz-trial.groovy\n"
                + "no such property\n" + LOADED + "; it is not enabled in the system configuration\n";

        assertThat(JenkinsLog.problem(said)).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("Jenkins is up, but it did not apply the configuration of our plugin:\n")
                .contains("Failed to run script zzzz-trial.groovy\nno such property"));
    }
}
