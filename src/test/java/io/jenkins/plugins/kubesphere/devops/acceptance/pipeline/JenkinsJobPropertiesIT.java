package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.BuildRecord;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Tests that the operator and Jenkins do not undo each other's changes of the properties of a job. Needs a real
 * controller.
 */
class JenkinsJobPropertiesIT extends ControllerTestCase {
    /** A parameter, so that the job has a property that is declared in its Pipeline. */
    private static final String RUN = "RUN";

    /** A new job would number its builds from 1, so that two runs would have the same number. */
    @Test
    void aJobDeletedByHandIsCreatedAgainAndItsBuildNumbersContinue() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS, RUN);
        PipelineRun first = scenario.awaitEnd(createRun("web", "web-1"));
        controller().http().post(JenkinsHttpClient.urlPath(scenario.job("web")) + "doDelete", Map.of());
        PipelineRun second = scenario.awaitEnd(createRun("web", "web-2"));
        assertThat(second.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(builds(first)).isEmpty();
        assertThat(builds(second)).singleElement().satisfies(build -> assertThat(build.number())
                .isEqualTo(2));
    }

    /** Jenkins would remove the trigger of a plugin that it does not have, so each reconcile would save the job. */
    @Test
    void aPipelineGetsNoJobWhileItsPluginIsMissing() {
        GenericWebhook webhook = Serialization.unmarshal("enable: true\ntoken: s3cret-t0ken", GenericWebhook.class);
        Pipeline pipeline = scenario.createPipelineWithoutWait(
                "web",
                NoScmPipelineBuilder.named("web")
                        .webhook(webhook)
                        .jenkinsfile("echo 1")
                        .spec());
        JobName job = scenario.job("web");
        assertThat(scenario.awaitReason(pipeline, ConditionTypes.READY, ConditionReasons.PLUGIN_MISSING))
                .isEqualTo(
                        "Pipeline " + job + ": spec.pipeline.generic_webhook needs the plugin generic-webhook-trigger,"
                                + " which Jenkins does not run; install it and restart Jenkins, or set enable to false");
        assertThatThrownBy(() -> controller().homeFolder().readConfigXml(job))
                .hasRootCauseInstanceOf(NoSuchFileException.class);
        patch(pipeline, "{\"generic_webhook\":{\"enable\":false}}");
        scenario.awaitReady(pipeline);
        assertThat(controller().homeFolder().readConfigXml(job))
                .contains("<script>echo 1")
                .doesNotContain("GenericTrigger", "s3cret");
        assertThat(controller().output()).doesNotContain("s3cret-t0ken");
    }

    /**
     * The first build writes the properties that the Jenkinsfile declares into the job. If the operator removed them,
     * each run would save the job again.
     */
    @Test
    void aJobWithDeclaredPropertiesIsNotSavedByUs() {
        scenario.createPipeline("web", """
                pipeline {
                  agent any
                  options { buildDiscarder(logRotator(numToKeepStr: '20')) }
                  parameters { booleanParam(name: 'DRY', defaultValue: true) }
                  triggers { cron('H H 1 1 *') }
                  stages { stage('Build') { steps { echo "$RUN" } } }
                }
                """, RUN);
        PipelineRun first = scenario.awaitEnd(createRun("web", "web-0"));
        String document = controller().homeFolder().readConfigXml(scenario.job(first));
        assertThat(document).contains("<name>DRY</name>", "<spec>H H 1 1 *</spec>", "<numToKeep>20</numToKeep>");
        IntStream.range(1, 11).forEach(i -> {
            PipelineRun run = scenario.awaitEnd(createRun("web", "web-" + i));
            assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
            assertThat(controller().homeFolder().readConfigXml(scenario.job(run)))
                    .as("after run " + i)
                    .isEqualTo(document);
        });
    }

    /**
     * At first, the step {@code properties} keeps the list of what it declared only in the memory of the job. If an
     * update of the job lost this list, the next build would remove all properties, also ManagedJobProperty.
     */
    @Test
    void aJobWithTheStepPropertiesStaysManagedAfterAChangeOfItsPipeline() {
        Pipeline pipeline = scenario.createPipeline("web", """
                properties([buildDiscarder(logRotator(numToKeepStr: '20'))])
                echo env.RUN
                """, RUN);
        PipelineRun first = scenario.awaitEnd(createRun("web", "web-0"));
        patch(pipeline, "{\"description\":\"changed\"}");
        await("the job has the description").until(() -> controller()
                .homeFolder()
                .readConfigXml(scenario.job(first))
                .contains("<description>changed</description>"));
        IntStream.range(1, 4).forEach(i -> {
            PipelineRun run = scenario.awaitEnd(createRun("web", "web-" + i));
            assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
            assertThat(controller().homeFolder().readConfigXml(scenario.job(run)))
                    .as("after run " + i)
                    .contains("ManagedJobProperty", "<description>changed</description>", "<numToKeep>20</numToKeep>");
        });
    }

    /**
     * The step {@code properties} keeps the list of what it declared only in memory. If a restart lost this list, the
     * next build would remove all properties, also ManagedJobProperty.
     */
    @Test
    void aJobWithTheStepPropertiesStaysManagedAfterARestart() {
        scenario.createPipeline("web", """
                properties([buildDiscarder(logRotator(numToKeepStr: '20'))])
                echo env.RUN
                """, RUN);
        scenario.awaitEnd(createRun("web", "web-0"));
        scenario.restart();
        IntStream.range(1, 3).forEach(i -> {
            PipelineRun run = scenario.awaitEnd(createRun("web", "web-" + i));
            assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
            assertThat(controller().homeFolder().readConfigXml(scenario.job(run)))
                    .as("after run " + i)
                    .contains("ManagedJobProperty", "<numToKeep>20</numToKeep>");
        });
    }

    private JenkinsController controller() {
        return target.controller();
    }

    private PipelineRun createRun(String pipeline, String name) {
        return scenario.createRun(name, pipeline, new PipelineRunParameter(RUN, name));
    }

    private void patch(Pipeline pipeline, String spec) {
        scenario.client
                .resource(pipeline)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"pipeline\":" + spec + "}}");
    }

    private List<BuildRecord> builds(PipelineRun run) {
        return controller()
                .homeFolder()
                .builds(scenario.job(run))
                .readWithUid(run.getMetadata().getUid());
    }
}
