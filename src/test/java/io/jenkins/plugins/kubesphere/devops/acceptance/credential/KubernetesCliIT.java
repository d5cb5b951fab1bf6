package io.jenkins.plugins.kubesphere.devops.acceptance.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecretBuilder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tests a kubeconfig with the plugin kubernetes-cli, on its own controller. The credential is a file and a text; if the
 * plugin took the text, it would send the whole kubeconfig to the API server as a token.
 */
class KubernetesCliIT {
    private static final String PLUGIN = "kubernetes-cli";
    private static final String TOKEN = "kubec0nfig-t0ken";

    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: prod
            clusters: [{name: prod, cluster: {server: "https://k8s.example.com:6443"}}]
            contexts: [{name: prod, context: {cluster: prod, user: deployer}}]
            users: [{name: deployer, user: {token: %s}}]
            """.formatted(TOKEN);

    private static final String JENKINSFILE = """
            node {
              withKubeConfig([credentialsId: 'kube']) {
                sh 'set +x; grep -E "server:|current-context:" "$KUBECONFIG"; echo "tokens: $(grep -c kubec0nfig "$KUBECONFIG")"'
              }
            }
            """;

    @Test
    void theStepWithKubeConfigUsesTheWholeKubeconfig() {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        files.assumeHasPlugins(List.of(PLUGIN));
        ControllerTarget target = ControllerTarget.install(files, List.of(PLUGIN));
        try {
            AcceptanceTestProject scenario = AcceptanceTestProject.start(target);
            scenario.client
                    .resource(TestSecretBuilder.of("credential.devops.kubesphere.io/kubeconfig")
                            .named(scenario.namespace, "kube")
                            .with("content", KUBECONFIG)
                            .build())
                    .create();
            await("Jenkins has the credential").until(() -> target.controller()
                    .http()
                    .getJson("job/" + scenario.namespace + "/credentials/store/secrets/domain/_", "credentials[id]")
                    .findValuesAsText("id")
                    .contains("kube"));
            scenario.createPipeline("deploy", JENKINSFILE);
            PipelineRun run = scenario.awaitEnd(scenario.createRun("deploy-1", "deploy"));
            assertThat(scenario.log(run))
                    .contains("https://k8s.example.com:6443", "prod", "tokens: 1", "Finished: SUCCESS")
                    .doesNotContain(TOKEN);
        } finally {
            target.shutDown();
        }
    }
}
