package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests what a run says of the pod that the plugin kubernetes starts for it. There is no kubelet, so the test writes the
 * status of the pod.
 */
class AgentPodIT {
    private static final List<String> PLUGINS = List.of("kubernetes");

    private static ControllerTarget target;
    private static AcceptanceTestProject scenario;

    @BeforeAll
    static void startController() {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        files.assumeHasPlugins(PLUGINS);
        target = ControllerTarget.install(files, PLUGINS);
        scenario = AcceptanceTestProject.start(target);
        Config administrator = target.administrator();
        target.controller().http().runScript("""
                import com.cloudbees.plugins.credentials.*
                import org.csanchez.jenkins.plugins.kubernetes.*
                def token = new org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl(
                    CredentialsScope.GLOBAL, 'pods', '', hudson.util.Secret.fromString('%s'))
                CredentialsProvider.lookupStores(jenkins.model.Jenkins.get()).first()
                    .addCredentials(domains.Domain.global(), token)
                def template = new PodTemplate()
                template.name = 'maven'
                template.label = 'maven'
                template.containers = [new ContainerTemplate('jnlp', 'maven:9')]
                def cloud = new KubernetesCloud('pods')
                cloud.serverUrl = '%s'
                cloud.skipTlsVerify = true
                cloud.credentialsId = 'pods'
                cloud.namespace = '%s'
                cloud.jenkinsUrl = 'http://127.0.0.1:1/'
                cloud.webSocket = true
                cloud.templates = [template]
                jenkins.model.Jenkins.get().clouds.add(cloud)
                """.formatted(
                        token(administrator), administrator.getMasterUrl(), scenario.namespace));
    }

    @AfterAll
    static void close() {
        if (scenario != null) {
            scenario.close();
        }
    }

    /** The run said only that it waits, while its pod could not start. */
    @Test
    void aRunThatWaitsForAPodSaysWhatIsWrongWithIt() {
        scenario.createPipeline(
                "web",
                "pipeline { agent none; stages { stage('Build') { agent { label 'maven' }; steps { echo 'a' } } } }");
        PipelineRun run = scenario.createRun("web-1", "web");
        Pod pod = awaitPod();
        String start = "stage \"Build\" (1 of 1) waits for an agent: pod " + scenario.namespace + "/"
                + pod.getMetadata().getName();

        patch(pod, """
                {"conditions": [{"type": "PodScheduled", "status": "False", "reason": "Unschedulable",
                                 "message": "0/3 nodes are available"}]}
                """);
        String unschedulable = start + " has no node (Unschedulable): 0/3 nodes are available";
        scenario.await(run, found -> message(found).equals(unschedulable));

        patch(pod, """
                {"conditions": [],
                 "containerStatuses": [{"name": "jnlp", "image": "maven:9", "imageID": "", "ready": false,
                    "restartCount": 0, "state": {"waiting": {"reason": "ImagePullBackOff"}}}]}
                """);
        String noImage = start + " cannot pull image maven:9 (ImagePullBackOff)";
        scenario.await(run, found -> message(found).equals(noImage));

        await("an Event of each kind").until(() -> scenario.awaitEvents(run, "AgentFailed")
                .containsAll(List.of("AgentFailed: " + unschedulable, "AgentFailed: " + noImage)));
        assertThat(scenario.awaitEvents(run, "AgentFailed"))
                .filteredOn(event -> event.startsWith("AgentFailed: "))
                .hasSize(2);
    }

    private static String token(Config administrator) {
        return administrator.getOauthToken() == null
                ? administrator.getAutoOAuthToken()
                : administrator.getOauthToken();
    }

    /** Jenkins creates no agent in its first 100 seconds. */
    private static Pod awaitPod() {
        return Awaitility.await("a pod is created")
                .atMost(Duration.ofMinutes(3))
                .until(
                        () -> scenario.client
                                .pods()
                                .inNamespace(scenario.namespace)
                                .list()
                                .getItems(),
                        pods -> !pods.isEmpty())
                .get(0);
    }

    private static void patch(Pod pod, String status) {
        scenario.client
                .resource(pod)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": " + status + "}");
    }

    private static String message(PipelineRun run) {
        return run.getStatus().condition("Succeeded").map(Condition::message).orElse("");
    }
}
