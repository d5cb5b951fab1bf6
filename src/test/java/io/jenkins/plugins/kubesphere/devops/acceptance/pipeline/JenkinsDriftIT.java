package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Target;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Targets;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttp;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What people change with the buttons of Jenkins and with config.xml, and how it is restored. Needs a real controller,
 * because other engines do not have these buttons.
 */
class JenkinsDriftIT extends AcceptanceTestCase {
    private ControllerTarget target;
    private Pipeline pipeline;
    private PipelineRun run;

    @Override
    protected Target target(Targets targets) {
        target = targets.controller();
        return target;
    }

    @BeforeEach
    void build() {
        pipeline = loop.pipeline("web", Scenario.SUCCEEDS, "TAG");
        run = loop.awaitOver(loop.run("web-1", "web"));
    }

    private JenkinsHttp http() {
        return target.controller().http();
    }

    private String folder() {
        return "job/" + loop.namespace + "/";
    }

    private DevOpsProject project() {
        return loop.client
                .resources(DevOpsProject.class)
                .withName(loop.namespace)
                .get();
    }

    private void awaitDriftCorrected(String what) {
        loop.awaitEvent(pipeline, "DriftCorrected: job " + loop.namespace + "/web " + what);
    }

    /**
     * Checks that the builds are in the right place on disk, that Jenkins shows them, and that the next build continues
     * their numbers.
     */
    private void assertBuildsKept() {
        assertThat(loop.build(run)).isPresent();
        assertThat(loop.log(run)).contains("built");
        PipelineRun next = loop.awaitOver(loop.run("web-2", "web"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(loop.build(next).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void aRenamedJobGetsItsOldNameWithItsBuilds() {
        http().post(folder() + "job/web/confirmRename", Map.of("newName", "mine"));

        awaitDriftCorrected("was moved to " + loop.namespace + "/mine in Jenkins; it is moved back, with its builds");
        assertThat(loop.target.hasJob(loop.job("mine"))).isFalse();
        assertBuildsKept();
    }

    @Test
    void aMovedJobIsMovedBackWithItsBuilds() {
        String other = loop.namespace + "-theirs";
        target.manualChanges().createFolder(other);

        http().post(folder() + "job/web/move/move", Map.of("destination", "/" + other));

        awaitDriftCorrected("was moved to " + other + "/web in Jenkins; it is moved back, with its builds");
        assertBuildsKept();
        target.manualChanges().deleteFolder(other);
    }

    @Test
    void aRenamedFolderGetsItsOldNameWithItsJobs() {
        http().post(folder() + "confirmRename", Map.of("newName", loop.namespace + "-mine"));

        loop.awaitEvent(
                project(),
                "DriftCorrected: folder " + loop.namespace + " was moved to " + loop.namespace
                        + "-mine in Jenkins; it is moved back, with its builds");
        assertBuildsKept();
    }

    @Test
    void aCopyIsUnmanagedAndIsKept() {
        http().post(folder() + "createItem", Map.of("name", "copied", "mode", "copy", "from", "web"));
        http().post("createItem", Map.of("name", loop.namespace + "-copy", "mode", "copy", "from", loop.namespace));

        assertThat(target.controller().document(loop.job("copied"))).doesNotContain("ManagedJobProperty");
        assertThat(http().text("job/" + loop.namespace + "-copy/config.xml")).doesNotContain("ManagedFolderProperty");
        assertThat(http().text("job/" + loop.namespace + "-copy/job/web/config.xml"))
                .doesNotContain("ManagedJobProperty");
        target.manualChanges().deleteFolder(loop.namespace + "-copy");
        assertBuildsKept();
    }

    @Test
    void editedElementsAreRestoredAndOthersAreKept() {
        http().script("""
                def job = jenkins.model.Jenkins.get().getItemByFullName('%s/web')
                def xml = job.configFile.asString()
                    .replaceFirst('<script>[^<]*</script>', '<script>echo 1</script>')
                    .replaceFirst('<defaultValue>default</defaultValue>', '<defaultValue>mine</defaultValue>')
                    .replaceFirst('<properties>', '<displayName>Mine</displayName><properties>')
                job.updateByXml(new javax.xml.transform.stream.StreamSource(new StringReader(xml)))
                """.formatted(loop.namespace));

        awaitDriftCorrected("was changed in Jenkins; restored: jenkinsfile, parameters/TAG");
        String document = target.controller().document(loop.job("web"));
        assertThat(document).contains("<displayName>Mine</displayName>", "<defaultValue>default</defaultValue>");
        assertBuildsKept();
    }

    /**
     * A job without ManagedJobProperty is not overwritten, because somebody may have removed the property on purpose.
     * The Pipeline reports it at once.
     */
    @Test
    void aRemovedManagedPropertyIsReportedAtOnceAndAdoptionKeepsTheBuilds() {
        http().script("""
                def job = jenkins.model.Jenkins.get().getItemByFullName('%s/web')
                job.updateByXml(new javax.xml.transform.stream.StreamSource(new StringReader(
                    job.configFile.asString().replaceFirst('(?s)<io[^>]*ManagedJobProperty.*ManagedJobProperty>', ''))))
                """.formatted(loop.namespace));

        assertThat(loop.awaitReason(pipeline, "Ready", "OwnedByOther")).contains("devops.kubesphere.io/adopt=true");

        loop.edit(pipeline, found -> found.getMetadata().getAnnotations().put("devops.kubesphere.io/adopt", "true"));
        loop.awaitReady(pipeline);
        assertBuildsKept();
    }

    @Test
    void aFolderHasTheNameAndDescriptionOfItsProject() {
        loop.edit(project(), found -> {
            found.getMetadata().getAnnotations().put("kubesphere.io/alias-name", "演示");
            found.getMetadata().getAnnotations().put("kubesphere.io/description", "What the team <builds>");
        });
        await("the folder has them").until(() -> http().json("job/" + loop.namespace, "displayName,description")
                .toString()
                .contains("\"description\":\"What the team <builds>\",\"displayName\":\"演示\""));

        // The form saves it so.
        http().script("""
                def folder = jenkins.model.Jenkins.get().getItem('%s')
                folder.displayName = 'Mine'
                """.formatted(loop.namespace));

        loop.awaitEvent(
                project(),
                "DriftCorrected: folder " + loop.namespace + " was changed in Jenkins; restored: displayName");
        assertThat(http().json("job/" + loop.namespace, "description")
                        .path("description")
                        .asText())
                .isEqualTo("What the team <builds>");
    }
}
