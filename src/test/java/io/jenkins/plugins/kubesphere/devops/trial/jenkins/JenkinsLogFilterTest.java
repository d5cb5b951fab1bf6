package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JenkinsLogFilterTest {
    private static final String TIME = "2026-11-21 07:43:39.986+0000 [id=23]\t";
    private static final String LOADED = TIME
            + "INFO\ti.j.p.k.d.j.JenkinsLifecycleListener#onLoaded: KubeSphere DevOps 1.0 is loaded (Java Operator SDK 5.1.5)";

    @Test
    void linesOfOurPluginAreShown() {
        assertThat(JenkinsLogFilter.messageForUser(LOADED))
                .hasValue("KubeSphere DevOps 1.0 is loaded (Java Operator SDK 5.1.5)");
        assertThat(JenkinsLogFilter.messageForUser(
                        TIME + "WARNING\ti.j.p.k.d.k.s.SessionSupervisor#setStatus: no right to list pipelines"))
                .hasValue("WARNING: no right to list pipelines");
    }

    @Test
    void linesOfTheTrialScriptAreShown() {
        assertThat(JenkinsLogFilter.messageForUser("trial: agents are not copied"))
                .hasValue("agents are not copied");
    }

    @Test
    void onlySevereLinesOfOthersAreShown() {
        assertThat(JenkinsLogFilter.messageForUser(
                        TIME + "SEVERE\tjenkins.InitReactorRunner$1#onTaskFailed: Failed Loading plugin git"))
                .hasValue("SEVERE: jenkins.InitReactorRunner$1#onTaskFailed: Failed Loading plugin git");
        assertThat(JenkinsLogFilter.messageForUser(TIME + "WARNING\thudson.Foo#bar: whatever"))
                .isEmpty();
        assertThat(JenkinsLogFilter.messageForUser("\tat java.base/java.lang.Thread.run(Thread.java:840)"))
                .isEmpty();
    }

    @Test
    void aLoadedAndEnabledPluginIsNotAProblem() {
        assertThat(JenkinsLogFilter.problem("before\n" + LOADED + "\n")).isEmpty();
    }

    @Test
    void theReasonOfAPluginThatWasNotLoadedIsReported() {
        String log = "before\nFailed Loading plugin KubeSphere DevOps v1.0 (kubesphere-devops)\n"
                + " - Plugin is missing: structs (353)\nnext\nnext\nfar\n";

        assertThat(JenkinsLogFilter.problem(log))
                .hasValue("Jenkins is up, but it did not load our plugin:\n"
                        + "Failed Loading plugin KubeSphere DevOps v1.0 (kubesphere-devops)\n"
                        + " - Plugin is missing: structs (353)\nnext\nnext");
    }

    @Test
    void aPluginMissingInTheLogIsReported() {
        assertThat(JenkinsLogFilter.problem("all is well\n"))
                .hasValue("Jenkins is up, but it did not load our plugin:\n"
                        + "no line of the log contains KubeSphere DevOps or kubesphere-devops");
    }

    @Test
    void theReasonOfAMissingConfigurationIsReported() {
        String log = TIME + "WARNING\tj.util.groovy.GroovyHookScript#execute: Failed to run script zzzz-trial.groovy\n"
                + "no such property\n" + LOADED + "; it is not enabled in the system configuration\n";

        assertThat(JenkinsLogFilter.problem(log)).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("Jenkins is up, but it did not apply the configuration of our plugin:\n")
                .contains("Failed to run script zzzz-trial.groovy\nno such property"));
    }
}
