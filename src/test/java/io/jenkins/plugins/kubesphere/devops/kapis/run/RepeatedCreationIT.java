package io.jenkins.plugins.kubesphere.devops.kapis.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.InjectedAnswer;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.RequestRecordingProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The Kubernetes client sends a request again if the API server does not answer for ten seconds. */
@WithCluster
class RepeatedCreationIT {
    private static final long LONGER_THAN_THE_CLIENT_WAITS = 11_000;
    private static final long UNTIL_THE_FIRST_HAS_PASSED = 4_000;

    private final AtomicInteger creations = new AtomicInteger();

    @Test
    void anObjectIsCreatedOnceIfTheAnswerIsLost(
            KubernetesCluster cluster, KubernetesClient client, TestNamespace testNamespace) throws Exception {
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(
                new ObjectMetaBuilder().withName(testNamespace.name()).build());
        client.resource(project).create();
        try (RequestRecordingProxy proxy =
                        RequestRecordingProxy.intercept(cluster.createConfig(), this::delayCreations);
                KapisTestServer server = KapisTestServer.start(cluster, Config.fromKubeconfig(proxy.kubeconfig()))) {
            KapisClient kapis = server.client();
            String pipelines = "/namespaces/" + testNamespace.name() + "/pipelines";
            kapis.send("POST", pipelines, """
                    {"metadata": {"name": "web"}, "spec": {"type": "pipeline", "pipeline": {"name": "web", "jenkinsfile": "echo 1"}}}""");
            await("the pipeline").until(() -> kapis.get(pipelines + "/web").status() == 200);

            Answer created = kapis.send("POST", pipelines + "/web/pipelineruns", null);

            assertThat(created.status()).as(created.body()).isEqualTo(200);
            assertThat(creations).as("the client has sent it again").hasValue(2);
            assertThat(client.resources(PipelineRun.class)
                            .inNamespace(testNamespace.name())
                            .list()
                            .getItems())
                    .extracting(run -> run.getMetadata().getName())
                    .isEqualTo(List.of(created.json().at("/metadata/name").asText()));

            creations.set(0);
            String projects = "/workspaces/" + testNamespace.name() + "/namespaces";
            Answer createdProject =
                    kapis.send("POST", projects, "{\"metadata\": {\"generateName\": \"once\"}, \"spec\": {}}");

            assertThat(createdProject.status()).as(createdProject.body()).isEqualTo(200);
            assertThat(creations).as("the client has sent it again").hasValue(2);
            List<DevOpsProject> createdProjects = client.resources(DevOpsProject.class)
                    .withLabel("kubesphere.io/workspace", testNamespace.name())
                    .list()
                    .getItems();
            createdProjects.forEach(found -> client.resource(found).delete());
            assertThat(createdProjects)
                    .extracting(found -> found.getMetadata().getName())
                    .isEqualTo(
                            List.of(createdProject.json().at("/metadata/name").asText()));
        } finally {
            client.resource(project).delete();
        }
    }

    /** The first request arrives after the client has given it up, and before the second one. */
    private Optional<InjectedAnswer> delayCreations(String method, URI uri) {
        if (method.equals("POST")
                && (uri.getPath().endsWith("/pipelineruns") || uri.getPath().endsWith("/devopsprojects"))) {
            Await.pause(creations.incrementAndGet() == 1 ? LONGER_THAN_THE_CLIENT_WAITS : UNTIL_THE_FIRST_HAS_PASSED);
        }
        return Optional.empty();
    }
}
