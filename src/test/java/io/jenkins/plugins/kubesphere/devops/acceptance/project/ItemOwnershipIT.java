package io.jenkins.plugins.kubesphere.devops.acceptance.project;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that nothing is built or changed in Jenkins that does not belong to the project and the pipeline, and that the
 * owner of an item is only what the plugin wrote. Needs a real controller.
 */
class ItemOwnershipIT extends ControllerTestCase {
    private static final String OWNER_FILE = "kubesphere-devops-owner.properties";
    private static final String MARKER = "kubesphere-devops-owner-files.txt";

    /** A namespace with the name of a team's folder is enough to create runs, and must not be enough to build. */
    @Test
    void aJobThatPeopleMadeInAFolderOfTheNameOfANamespaceIsNeitherBuiltNorChanged() {
        AcceptanceTestProject team = scenario.inOtherNamespace();
        target.userActions().createFolder(team.namespace);
        target.userActions().createJob(team.job("release"));
        team.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(team.namespace)
                        .endMetadata()
                        .build())
                .create();

        PipelineRun run = team.createRun("release-1", "release");
        assertThat(team.awaitReason(run, "Ready", "PipelineNotFound")).contains("there is no Pipeline");

        Pipeline pipeline = adopting(team, "release");
        assertThat(team.awaitReason(pipeline, "Ready", "ProjectNotSynced")).contains("\"" + team.namespace + "\"");
        PipelineRun second = team.createRun("release-2", "release");
        team.await(second, found -> found.getStatus()
                .condition("Ready")
                .filter(condition -> condition.message().contains("waits for its project's folder"))
                .isPresent());

        assertThat(target.userActions().countBuilds(team.job("release"))).isZero();
        assertThat(target.controller().homeFolder().readConfigXml(team.job("release")))
                .doesNotContain("ManagedJobProperty", "echo");
        Stream.of(run, second).forEach(object -> team.client.resource(object).delete());
        team.client.resource(pipeline).delete();
        Stream.of(run, second).forEach(team::awaitGone);
        team.awaitGone(pipeline);
        assertThat(target.hasJob(team.job("release"))).isTrue();
        team.client.namespaces().withName(team.namespace).delete();
        target.userActions().deleteFolder(team.namespace);
    }

    /** Whoever may create a folder could otherwise prepare one, and get the Secrets of a project that comes later. */
    @Test
    void aFolderThatAPersonCreatedWithTheMarkOfAProjectBelongsToNoProject() {
        AcceptanceTestProject other = scenario.inOtherNamespace();
        String forged = http().getText("job/" + scenario.namespace + "/config.xml")
                .replace(scenario.namespace, other.namespace);
        assertThat(forged).contains("ManagedFolderProperty");
        http().postXml("createItem?name=" + other.namespace, forged);

        assertThat(http().getText("job/" + other.namespace + "/config.xml")).doesNotContain("ManagedFolderProperty");
        http().postXml("job/" + other.namespace + "/config.xml", forged);
        assertThat(http().getText("job/" + other.namespace + "/config.xml")).contains("ManagedFolderProperty");

        DevOpsProject project = new DevOpsProject();
        project.getMetadata().setName(other.namespace);
        project = other.client.resource(project).create();
        assertThat(other.awaitReason(project, "Ready", "OwnedByOther")).contains("belongs to no known resource");
        assertThat(other.awaitEvents(project, "SyncFailed")).isNotEmpty();

        other.edit(project, found -> found.getMetadata().getAnnotations().put("devops.kubesphere.io/adopt", "true"));
        assertThat(other.awaitReason(project, "Ready", "OwnedByOther"))
                .contains("list it in adoptableFolders in the configuration of Jenkins and annotate DevOpsProject "
                        + other.namespace + " with devops.kubesphere.io/adopt=true to adopt it");
        http().runScript("io.jenkins.plugins.kubesphere.devops.jenkins.admin.DevOpsConfiguration.get()"
                + ".setAdoptableFolders(['" + other.namespace + "'])");
        other.awaitReady(project);
        other.deleteProject();
        assertThat(http().getText("api/json?tree=jobs[name]")).doesNotContain(other.namespace);
    }

    /** "Manage Old Data" drops what a disabled plugin wrote into config.xml. */
    @Test
    void itemsStayManagedIfTheirMarksAreDiscardedWhileThePluginIsDisabled() throws IOException {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));
        scenario.createPipeline(
                "asks", "pipeline { agent none; stages { stage('Ask') { steps { input 'Go on?' } } } }");
        PipelineRun paused = scenario.createRun("asks-1", "asks");
        scenario.awaitReason(paused, "Succeeded", "PAUSED");
        target.stop();
        removeMarks();
        target.start(Set.of(scenario.namespace));

        PipelineRun next = scenario.awaitEnd(scenario.createRun("web-2", "web"));

        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        scenario.awaitReady(pipeline);
        assertThat(target.controller().homeFolder().builds(scenario.job("web")).readAll())
                .as("builds")
                .hasSize(2);
        scenario.edit(
                paused,
                found -> found.setSpec(
                        new PipelineRunSpec(found.getSpec().pipelineRef(), List.of(), null, "Stop", null)));
        assertThat(scenario.awaitEnd(paused).getStatus().phase())
                .as("a run whose build has lost its action")
                .isEqualTo("Cancelled");
        await("the marks are written again")
                .until(() -> http().getText("job/" + scenario.namespace + "/config.xml")
                                .contains("ManagedFolderProperty")
                        && target.controller()
                                .homeFolder()
                                .readConfigXml(scenario.job("web"))
                                .contains("ManagedJobProperty"));
    }

    /** Many backups of Jenkins contain only XML files. */
    @Test
    void itemsStayManagedInAHomeThatWasRestoredWithoutOwnerFiles() throws IOException {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        target.stop();
        Path home = target.controller().home();
        for (Path file : find(home, OWNER_FILE)) {
            Files.delete(file);
        }
        Files.delete(home.resolve(MARKER));
        target.start(Set.of(scenario.namespace));

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(find(home, OWNER_FILE)).hasSizeGreaterThanOrEqualTo(2);
    }

    private static Pipeline adopting(AcceptanceTestProject project, String name) {
        Pipeline pipeline = new Pipeline();
        pipeline.getMetadata().setName(name);
        pipeline.getMetadata().setNamespace(project.namespace);
        pipeline.getMetadata().setAnnotations(Map.of("devops.kubesphere.io/adopt", "true"));
        pipeline.setSpec(NoScmPipelineBuilder.named(name)
                .jenkinsfile(AcceptanceTestProject.SUCCEEDS)
                .spec());
        return project.client.resource(pipeline).create();
    }

    /** Does to config.xml what Jenkins does when old data is discarded: the elements of the plugin are gone. */
    private void removeMarks() throws IOException {
        for (Path file : find(target.controller().home(), "build.xml")) {
            String text = Files.readString(file);
            assertThat(text).contains("PipelineRunAction");
            Files.writeString(
                    file, text.replaceAll("(?s)<(io\\.jenkins\\.plugins\\.kubesphere[^ >]*)[ >].*?</\\1>", ""));
        }
        for (Path file : find(target.controller().home(), "config.xml")) {
            String text = Files.readString(file);
            Files.writeString(
                    file,
                    text.replaceAll(
                            "(?s)<io\\.jenkins\\.plugins\\.kubesphere[^ >]*Managed(Job|Folder)Property.*?</io\\.jenkins"
                                    + "\\.plugins\\.kubesphere[^>]*>",
                            ""));
        }
    }

    private static List<Path> find(Path home, String name) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("jobs"))) {
            return files.filter(file -> file.getFileName().toString().equals(name))
                    .toList();
        }
    }

    private JenkinsHttpClient http() {
        return target.controller().http();
    }
}
