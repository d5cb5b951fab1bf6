package io.jenkins.plugins.kubesphere.devops.kapis;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.chart.DocumentedCommandRunner;
import io.jenkins.plugins.kubesphere.devops.chart.HelmRelease;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookSender;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST API with the rights that the chart gives to the plugin, and no more. */
@WithCluster
class RestApiPermissionsIT {
    @TempDir
    static Path folder;

    private static HelmRelease release;
    private static KapisTestServer server;
    private static KapisClient kapis;

    @BeforeAll
    static void install(KubernetesCluster cluster, KubernetesClient admin, TestNamespace namespace) throws Exception {
        release = HelmRelease.install(
                DocumentedCommandRunner.create(folder, cluster.kubeconfig()),
                admin,
                namespace.name(),
                namespace.name(),
                "--set agent.enabled=false --set plugin.restApi.enabled=true");
        server = KapisTestServer.start(cluster, release.connection(cluster.createConfig()));
        kapis = server.client();
    }

    @AfterAll
    static void uninstall() throws Exception {
        server.close();
        release.discard();
    }

    @Test
    void theRightsOfTheChartAreEnoughForEachKindOfChange(KubernetesClient admin, TestNamespace namespace) {
        String projects = "/workspaces/" + namespace.name() + "/namespaces";
        String project = send("POST", projects, "{\"metadata\": {\"generateName\": \"" + namespace.name() + "\"}}")
                .json()
                .at("/metadata/name")
                .asText();
        // The operator would do this.
        TestNamespace.named(admin, project);
        String base = "/namespaces/" + project;
        await("the project").until(() -> kapis.get(base + "/pipelines").status() == 200);
        try {
            send("POST", base + "/pipelines", """
                    {"metadata": {"name": "web"},
                     "spec": {"type": "pipeline", "pipeline": {"name": "web", "jenkinsfile": "echo 1"}}}""");
            await("the pipeline").until(() -> kapis.get(base + "/pipelines/web").status() == 200);
            send("PUT", base + "/pipelines/web", """
                    {"spec": {"type": "pipeline", "pipeline": {"name": "web", "description": "shop"}}}""");
            send("PUT", base + "/pipelines/web/jenkinsfile?mode=raw", "{\"data\": \"echo 2\"}");
            send("POST", base + "/pipelines/web/pipelineruns", null);
            send("POST", base + "/credentials", """
                    {"metadata": {"name": "token"}, "type": "credential.devops.kubesphere.io/secret-text",
                     "stringData": {"secret": "hunter2"}}""");
            send("GET", base + "/credentials", null);
            assertThat(pushIsAccepted(base)).isTrue();
            send("PUT", base + "/credentials/token", "{\"metadata\": {\"name\": \"token\"}}");
            send("DELETE", base + "/credentials/token", null);
            String repository = """
                    {"metadata": {"name": "web"}, "spec": {"url": "https://git.example.com/shop/web.git"}}""";
            send("POST", base + "/gitrepositories", repository);
            await("the repository")
                    .until(() -> kapis.get(base + "/gitrepositories/web").status() == 200);
            send("PUT", base + "/gitrepositories/web", repository);
            send("DELETE", base + "/gitrepositories/web", null);
            send("DELETE", base + "/pipelines/web", null);
            send("DELETE", projects + "/" + project, null);
        } finally {
            admin.resources(DevOpsProject.class).withName(project).delete();
            admin.namespaces().withName(project).delete();
        }
    }

    /** The Secret of the signature is read, and a run is created. */
    private static boolean pushIsAccepted(String project) {
        send("PUT", project + "/pipelines/web", """
                {"metadata": {"annotations": {"scm.devops.kubesphere.io": "https://github.com/REPOSITORY",
                  "scm.devops.kubesphere.io/webhook-secret": "token"}},
                 "spec": {"type": "pipeline", "pipeline": {"name": "web"}}}""".replace("REPOSITORY", project));
        await("the annotation")
                .until(() -> kapis.get(project + "/pipelines/web").body().contains("webhook-secret"));
        String push = "{\"ref\": \"refs/heads/main\", \"repository\": {\"clone_url\": \"https://github.com/" + project
                + ".git\"}}";
        WebhookSender webhook = new WebhookSender(kapis.address());
        return webhook.push(push, "1").status() == 401
                && webhook.push(push, "1", "X-Hub-Signature-256", WebhookSender.signature("hunter2", push))
                        .equals(new Answer(200, "ok"));
    }

    private static Answer send(String method, String path, String body) {
        Answer answer = kapis.send(method, path, body);
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isEqualTo(200);
        return answer;
    }
}
