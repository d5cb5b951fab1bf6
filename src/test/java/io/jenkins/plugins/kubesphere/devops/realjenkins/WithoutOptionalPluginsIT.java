package io.jenkins.plugins.kubesphere.devops.realjenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests a controller without the optional plugins, and with one that is disabled: it starts, creates the jobs of
 * pipelines, and reports the missing plugins.
 */
@WithCluster
class WithoutOptionalPluginsIT {
    private static final int TIMEOUT_MINUTES = 4;
    private static final String DISABLED = "kubernetes";
    private static final List<String> OPTIONAL = List.of("pipeline-model-definition", "pipeline-input-step");

    @Test
    void anEditWaitsForTheMissingPluginButThePipelineHasItsJob(
            KubernetesCluster cluster, KubernetesClient client, TestNamespace system, @TempDir Path folder)
            throws IOException {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        List<String> more = files.hasPlugin(DISABLED) ? List.of(DISABLED) : List.of();
        String namespace = TestNamespace.randomName();
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        try (JenkinsController controller = JenkinsControllerInstaller.install(
                files, more, folder.resolve("home"), kubeconfig, List.of(namespace), system.name())) {
            Path plugins = controller.home().resolve("plugins");
            for (String plugin : more) {
                Files.createFile(plugins.resolve(plugin + ".jpi.disabled"));
            }
            for (String plugin : OPTIONAL) {
                Files.delete(plugins.resolve(plugin + ".jpi"));
            }
            controller.start();
            DevOpsProject project = new DevOpsProject();
            project.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
            await(client, client.resource(project).create(), found -> found.getStatus()
                    .hasTrueCondition("Ready"));
            Pipeline pipeline = new Pipeline();
            pipeline.setMetadata(new ObjectMetaBuilder()
                    .withName("web")
                    .withNamespace(namespace)
                    .withAnnotations(Map.of(PipelineAnnotations.JENKINSFILE_EDIT_MODE, "raw"))
                    .build());
            pipeline.setSpec(
                    NoScmPipelineBuilder.named("web").jenkinsfile("echo 1").spec());

            Pipeline made = await(client, client.resource(pipeline).create(), found -> found.getStatus()
                    .condition("JenkinsfileConverted")
                    .isPresent());

            assertThat(made.getStatus().condition("Ready").orElseThrow().statusIsTrue())
                    .isTrue();
            Condition converted =
                    made.getStatus().condition("JenkinsfileConverted").orElseThrow();
            assertThat(converted.reason()).isEqualTo("PluginMissing");
            assertThat(converted.message())
                    .isEqualTo(
                            "Pipeline " + namespace + "/web: converting a Jenkinsfile to JSON and back needs the plugin"
                                    + " pipeline-model-definition, which Jenkins does not run; install it and restart Jenkins");
            assertThat(made.getMetadata().getAnnotations())
                    .containsEntry(PipelineAnnotations.JENKINSFILE_EDIT_MODE, "raw");
            assertThat(controller.output()).doesNotContain("SEVERE", "NoClassDefFoundError", "AgentPodListener");
            client.resource(project).delete();
            client.resource(project).waitUntilCondition(found -> found == null, TIMEOUT_MINUTES, TimeUnit.MINUTES);
        }
    }

    private static <T extends HasMetadata> T await(KubernetesClient client, T object, Predicate<T> reached) {
        return client.resource(object)
                .waitUntilCondition(found -> found != null && reached.test(found), TIMEOUT_MINUTES, TimeUnit.MINUTES);
    }
}
