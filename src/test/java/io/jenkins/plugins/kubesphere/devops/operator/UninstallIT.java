package io.jenkins.plugins.kubesphere.devops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.chart.DocumentedCommandReader;
import io.jenkins.plugins.kubesphere.devops.chart.DocumentedCommandRunner;
import io.jenkins.plugins.kubesphere.devops.chart.HelmRelease;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that objects with finalizers of Jenkins can still be deleted after Jenkins was removed. Uses its own control
 * plane, because the tests remove finalizers in the whole cluster.
 */
class UninstallIT {
    @TempDir
    static Path folder;

    private static ControlPlane cluster;
    private static KubernetesClient admin;
    private static DocumentedCommandRunner shell;

    @TempDir
    Path state;

    /** Namespace of a project that a removed Jenkins left behind. It has ended, running and waiting runs. */
    private String projectNamespace;

    @BeforeAll
    static void startCluster() throws Exception {
        Path parent = Files.createDirectories(RepositoryRoot.root().resolve("target/control-plane"));
        cluster = ControlPlane.inFolder(Files.createTempDirectory(parent, "")).start();
        admin = cluster.createClient();
        CrdInstaller.installOurs(admin);
        shell = DocumentedCommandRunner.create(folder, cluster.kubeconfig());
    }

    @AfterAll
    static void stopCluster() {
        admin.close();
        cluster.close();
    }

    @BeforeEach
    void leaveObjectsBehind() {
        Config config = cluster.createConfig();
        AcceptanceTestProject scenario = AcceptanceTestProject.start(new EmbeddedTarget(config, state));
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));
        scenario.createPipeline("slow", AcceptanceTestProject.WAITS);
        scenario.awaitPhase(scenario.createRun("slow-1", "slow"), "Running");
        scenario.awaitPhase(scenario.createRun("web-2", "nobody-knows"), "Pending");
        projectNamespace = scenario.namespace;
        scenario.target.stop();
        scenario.client.close();
    }

    @Test
    void theDocumentedCommandRemovesAllFinalizers() {
        createObjectsOfKsDevops("old-project");
        List<DevOpsProject> projects =
                admin.resources(DevOpsProject.class).list().getItems();
        projects.forEach(project -> admin.resource(project).delete());
        admin.namespaces().withName(projectNamespace).delete();
        admin.namespaces().withName("old-project").delete();
        Await.pause(1_000);
        assertThat(admin.resources(DevOpsProject.class).list().getItems())
                .as("deleted projects that their finalizers keep")
                .hasSize(projects.size())
                .allMatch(project -> project.getMetadata().getDeletionTimestamp() != null);

        List<String> documented = new DocumentedCommandReader("install.md").commands("Letting go of everything");
        shell.runSuccessfully(documented.get(0));

        projects.forEach(UninstallIT::awaitGone);
        for (String namespace : List.of(projectNamespace, "old-project")) {
            admin.namespaces().withName(namespace).waitUntilCondition(found -> found == null, 60, TimeUnit.SECONDS);
        }
    }

    @Test
    void theScriptHandlesAllPagesAndKeepsForeignFinalizers() {
        // More than two pages; a page has 500 objects.
        for (int i = 0; i < 1_100; i++) {
            admin.resource(run("many-" + i, projectNamespace, Finalizers.RUN)).create();
        }
        createObjectsOfKsDevops("elsewhere");
        admin.resource(run("shared", projectNamespace, "example.com/theirs", Finalizers.RUN, Finalizers.OLD_RUN))
                .create();

        assertThat(shell.runSuccessfully("chart/files/release-finalizers.sh " + projectNamespace))
                // The other seven objects are one project, two pipelines, three runs and the shared run.
                .isEqualTo("release-finalizers: released 1107 objects\n");

        assertThat(admin.resources(PipelineRun.class)
                        .inNamespace(projectNamespace)
                        .list()
                        .getItems())
                .filteredOn(run -> !run.getMetadata().getFinalizers().isEmpty())
                .singleElement()
                .satisfies(run -> assertThat(run.getMetadata().getFinalizers()).containsExactly("example.com/theirs"));
        assertThat(admin.resources(DevOpsProject.class)
                        .withName(projectNamespace)
                        .get()
                        .getMetadata()
                        .getFinalizers())
                .isEmpty();
        assertThat(countWithFinalizer("elsewhere"))
                .as("objects of the other namespace")
                .isEqualTo(5);

        assertThat(shell.runSuccessfully("chart/files/release-finalizers.sh"))
                .isEqualTo("release-finalizers: released 5 objects\n");
        assertThat(countWithFinalizer("elsewhere")).isZero();
        assertThat(shell.runSuccessfully("chart/files/release-finalizers.sh"))
                .isEqualTo("release-finalizers: released 0 objects\n");
    }

    @Test
    void helmUninstallRemovesAllFinalizersAndKeepsDefinitionsObjectsAndHome() {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("system")
                        .endMetadata()
                        .build())
                .create();
        HelmRelease release = HelmRelease.install(shell, admin, "system", "ci", "");
        createObjectsOfKsDevops("older");
        // This Jenkins shuts down slowly. The uninstall must prevent it from adding the removed finalizers again.
        Config pluginConnection = release.connection(cluster.createConfig());
        AcceptanceTestProject stillRunning =
                AcceptanceTestProject.start(new EmbeddedTarget(cluster.createConfig(), state.resolve("alive"))
                        .withConnection(pluginConnection, release.namespace()));
        stillRunning.createPipeline("web", AcceptanceTestProject.SUCCEEDS);

        assertThat(release.uninstall()).isEqualTo("release-finalizers: released 13 objects\n");
        Await.pause(2_000);
        stillRunning.closeTarget();

        assertThat(countWithFinalizer(projectNamespace)
                        + countWithFinalizer("older")
                        + countWithFinalizer(stillRunning.namespace))
                .isZero();
        assertThat(admin.resources(Pipeline.class)
                        .inNamespace(projectNamespace)
                        .list()
                        .getItems())
                .hasSize(2);
        assertThat(shell.runSuccessfully(
                        "kubectl get all,roles,rolebindings,configmaps,secrets,serviceaccounts -n system"
                                + " -l app.kubernetes.io/name=kubesphere-devops -o name;"
                                + " kubectl get clusterroles,clusterrolebindings,namespaces"
                                + " -l app.kubernetes.io/name=kubesphere-devops"
                                + " --field-selector metadata.name!=system-agents -o name"))
                .as("objects of the chart that are left in the cluster")
                .isEmpty();
        assertThat(shell.runSuccessfully("kubectl get pvc -n system -o name")).isEqualTo("persistentvolumeclaim/ci\n");
        assertThat(shell.runSuccessfully("kubectl get crd -o name | grep -c kubesphere.io"))
                .isEqualTo("8\n");
    }

    /** Creates the five objects that ks-devops left behind, in a separate namespace. */
    private static void createObjectsOfKsDevops(String namespace) {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        DevOpsProject project = new DevOpsProject();
        project.getMetadata().setName(namespace);
        project.getMetadata().setFinalizers(List.of(Finalizers.OLD_PROJECT));
        admin.resource(project).create();
        admin.resource(pipeline("old", namespace, Finalizers.OLD_PIPELINE)).create();
        admin.resource(pipeline("both", namespace, Finalizers.OLD_PIPELINE, Finalizers.PIPELINE))
                .create();
        admin.resource(run("old", namespace, Finalizers.OLD_RUN)).create();
        admin.resource(run("both", namespace, Finalizers.RUN, Finalizers.OLD_RUN))
                .create();
    }

    private static Pipeline pipeline(String name, String namespace, String... finalizers) {
        return Serialization.unmarshal(
                """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: %s, namespace: %s, finalizers: ["%s"]}
                spec: {type: pipeline}
                """.formatted(name, namespace, String.join("\", \"", finalizers)), Pipeline.class);
    }

    private static PipelineRun run(String name, String namespace, String... finalizers) {
        return Serialization.unmarshal(
                """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: PipelineRun
                metadata: {name: %s, namespace: %s, finalizers: ["%s"]}
                spec: {pipelineRef: {name: web}}
                """.formatted(name, namespace, String.join("\", \"", finalizers)), PipelineRun.class);
    }

    /** Number of objects of a project that have a finalizer. */
    private static long countWithFinalizer(String namespace) {
        return Stream.<HasMetadata>concat(
                        admin.resources(DevOpsProject.class).list().getItems().stream()
                                .filter(project ->
                                        project.getMetadata().getName().equals(namespace)),
                        Stream.<HasMetadata>concat(
                                admin.resources(Pipeline.class).inNamespace(namespace).list().getItems().stream(),
                                admin.resources(PipelineRun.class).inNamespace(namespace).list().getItems().stream()))
                .filter(object -> !object.getMetadata().getFinalizers().isEmpty())
                .count();
    }

    private static void awaitGone(HasMetadata object) {
        admin.resource(object).waitUntilCondition(found -> found == null, 60, TimeUnit.SECONDS);
    }
}
