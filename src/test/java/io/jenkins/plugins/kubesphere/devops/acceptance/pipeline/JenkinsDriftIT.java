package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that the operator undoes what people change with the buttons of Jenkins and with config.xml. Needs a real
 * controller, because other engines do not have these buttons.
 */
class JenkinsDriftIT extends ControllerTestCase {
    private Pipeline pipeline;
    private PipelineRun run;

    @BeforeEach
    void build() {
        pipeline = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS, "TAG");
        run = scenario.awaitEnd(scenario.createRun("web-1", "web"));
    }

    @Test
    void aRenamedJobGetsItsOldNameWithItsBuilds() {
        http().post(folder() + "job/web/confirmRename", Map.of("newName", "mine"));

        awaitDriftCorrected(
                "was moved to " + scenario.namespace + "/mine in Jenkins; it is moved back, with its builds");
        assertThat(scenario.target.hasJob(scenario.job("mine"))).isFalse();
        assertBuildsKept();
    }

    @Test
    void aMovedJobIsMovedBackWithItsBuilds() {
        String other = scenario.namespace + "-theirs";
        target.userActions().createFolder(other);

        http().post(folder() + "job/web/move/move", Map.of("destination", "/" + other));

        awaitDriftCorrected("was moved to " + other + "/web in Jenkins; it is moved back, with its builds");
        assertBuildsKept();
        target.userActions().deleteFolder(other);
    }

    @Test
    void aRenamedFolderGetsItsOldNameWithItsJobs() {
        http().post(folder() + "confirmRename", Map.of("newName", scenario.namespace + "-mine"));

        scenario.awaitEvent(
                project(),
                "DriftCorrected: folder " + scenario.namespace + " was moved to " + scenario.namespace
                        + "-mine in Jenkins; it is moved back, with its builds");
        assertBuildsKept();
    }

    @Test
    void aCopyIsUnmanagedAndIsKept() {
        http().post(folder() + "createItem", Map.of("name", "copied", "mode", "copy", "from", "web"));
        http().post(
                        "createItem",
                        Map.of("name", scenario.namespace + "-copy", "mode", "copy", "from", scenario.namespace));

        assertThat(target.controller().homeFolder().readConfigXml(scenario.job("copied")))
                .doesNotContain("ManagedJobProperty");
        assertThat(http().getText("job/" + scenario.namespace + "-copy/config.xml"))
                .doesNotContain("ManagedFolderProperty");
        assertThat(http().getText("job/" + scenario.namespace + "-copy/job/web/config.xml"))
                .doesNotContain("ManagedJobProperty");
        target.userActions().deleteFolder(scenario.namespace + "-copy");
        assertBuildsKept();
    }

    @Test
    void editedElementsAreRestoredAndOthersAreKept() {
        http().runScript("""
                def job = jenkins.model.Jenkins.get().getItemByFullName('%s/web')
                def xml = job.configFile.asString()
                    .replaceFirst('<script>[^<]*</script>', '<script>echo 1</script>')
                    .replaceFirst('<defaultValue>default</defaultValue>', '<defaultValue>mine</defaultValue>')
                    .replaceFirst('<properties>', '<displayName>Mine</displayName><properties>')
                job.updateByXml(new javax.xml.transform.stream.StreamSource(new StringReader(xml)))
                """.formatted(scenario.namespace));

        awaitDriftCorrected("was changed in Jenkins; restored: jenkinsfile, parameters/TAG");
        String document = target.controller().homeFolder().readConfigXml(scenario.job("web"));
        assertThat(document).contains("<displayName>Mine</displayName>", "<defaultValue>default</defaultValue>");
        assertBuildsKept();
    }

    /** The owner of the job is in a file that a person cannot post, so the property does not decide about it. */
    @Test
    void aRemovedManagedPropertyIsWrittenAgainAndTheBuildsAreKept() {
        http().runScript("""
                def job = jenkins.model.Jenkins.get().getItemByFullName('%s/web')
                job.updateByXml(new javax.xml.transform.stream.StreamSource(new StringReader(
                    job.configFile.asString().replaceFirst('(?s)<io[^>]*ManagedJobProperty.*ManagedJobProperty>', ''))))
                """.formatted(scenario.namespace));

        await("the property is there again").until(() -> target.controller()
                .homeFolder()
                .readConfigXml(scenario.job("web"))
                .contains("ManagedJobProperty"));
        scenario.awaitReady(pipeline);
        assertBuildsKept();
    }

    @Test
    void aFolderHasTheNameAndDescriptionOfItsProject() {
        scenario.edit(project(), found -> {
            found.getMetadata().getAnnotations().put("kubesphere.io/alias-name", "演示");
            found.getMetadata().getAnnotations().put("kubesphere.io/description", "What the team <builds>");
        });
        await("the folder has its texts")
                .until(() -> http().getJson("job/" + scenario.namespace, "displayName,description")
                        .toString()
                        .contains("\"description\":\"What the team <builds>\",\"displayName\":\"演示\""));

        // The form of the folder saves the name in this way.
        http().runScript("""
                def folder = jenkins.model.Jenkins.get().getItem('%s')
                folder.displayName = 'Mine'
                """.formatted(scenario.namespace));

        scenario.awaitEvent(
                project(),
                "DriftCorrected: folder " + scenario.namespace + " was changed in Jenkins; restored: displayName");
        assertThat(http().getJson("job/" + scenario.namespace, "description")
                        .path("description")
                        .asText())
                .isEqualTo("What the team <builds>");
    }

    private JenkinsHttpClient http() {
        return target.controller().http();
    }

    private String folder() {
        return "job/" + scenario.namespace + "/";
    }

    private DevOpsProject project() {
        return scenario.client
                .resources(DevOpsProject.class)
                .withName(scenario.namespace)
                .get();
    }

    private void awaitDriftCorrected(String what) {
        scenario.awaitEvent(pipeline, "DriftCorrected: job " + scenario.namespace + "/web " + what);
    }

    /**
     * Checks that the builds are in the right place on disk, that Jenkins shows them, and that the next build continues
     * their numbers.
     */
    private void assertBuildsKept() {
        assertThat(scenario.build(run)).isPresent();
        assertThat(scenario.log(run)).contains("built");
        PipelineRun next = scenario.awaitEnd(scenario.createRun("web-2", "web"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.build(next).orElseThrow().number()).isEqualTo(2);
    }
}
