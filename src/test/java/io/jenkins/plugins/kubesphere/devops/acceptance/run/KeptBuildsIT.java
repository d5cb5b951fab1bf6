package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that a run stays whose build a person keeps for ever in Jenkins, and the form with the limits of runs. */
class KeptBuildsIT extends ControllerTestCase {
    @Test
    void aRunWhoseBuildIsKeptForeverStays() {
        scenario.awaitReady(scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec:
                  type: pipeline
                  pipeline:
                    name: web
                    discarder: {num_to_keep: "1"}
                    jenkinsfile: "pipeline { agent any; stages { stage('Build') { steps { echo 'built' } } } }"
                """));
        scenario.awaitEnd(scenario.createRun("web-1", "web"));
        target.controller()
                .http()
                .runScript("jenkins.model.Jenkins.get().getItemByFullName('" + scenario.namespace
                        + "/web').getBuildByNumber(1).keepLog(true)");

        scenario.awaitEnd(scenario.createRun("web-2", "web"));
        scenario.awaitEnd(scenario.createRun("web-3", "web"));

        await("the runs that stay").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(names())
                .containsExactly("web-1", "web-3"));
    }

    @Test
    void theConfigurationPageChecksTheLimitsOfRuns() {
        JenkinsHttpClient http = target.controller().http();
        String configuration =
                "descriptorByName/io.jenkins.plugins.kubesphere.devops.jenkins.admin.DevOpsConfiguration/";

        assertThat(http.getText("manage/configure"))
                .contains("_.runsToKeep", "_.daysToKeepRuns", "Finished runs to keep", "checkRunsToKeep");
        assertThat(http.post(configuration + "checkRunsToKeep", Map.of("value", "0")))
                .contains("or -1 for no limit");
        assertThat(http.post(configuration + "checkDaysToKeepRuns", Map.of("value", "-1")))
                .doesNotContain("no limit");
        assertThat(http.runScript("""
                        import io.jenkins.plugins.kubesphere.devops.jenkins.admin.DevOpsConfiguration
                        println DevOpsConfiguration.get().settings().defaultRetention()
                        """)).contains("RunRetentionPolicy[maxRuns=-1, maxDays=-1]");
    }

    private List<String> names() {
        return scenario.client.resources(PipelineRun.class).inNamespace(scenario.namespace).list().getItems().stream()
                .map(run -> run.getMetadata().getName())
                .sorted()
                .toList();
    }
}
