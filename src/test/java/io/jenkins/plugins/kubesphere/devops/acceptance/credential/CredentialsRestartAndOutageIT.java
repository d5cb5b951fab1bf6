package io.jenkins.plugins.kubesphere.devops.acceptance.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.CredentialsTestCase;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestKeys;
import io.jenkins.plugins.kubesphere.devops.realjenkins.HomeSearcher;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Tests credentials during restarts of Jenkins and outages of the cluster, and after the administrator has disabled
 * them.
 */
class CredentialsRestartAndOutageIT extends CredentialsTestCase {
    @Test
    void aResumedBuildHasItsCredentialAndNoSecretIsOnDisk() throws Exception {
        createOneOfEachKind();
        String key = TestKeys.privateKey();
        scenario.createPipeline("resumed", "sleep 5; " + bindText("'token'"));
        scenario.createPipeline(
                "inside",
                "node { withCredentials([string(credentialsId: 'token', variable: 'TEXT'),"
                        + " usernamePassword(credentialsId: 'login', usernameVariable: 'U', passwordVariable: 'P'),"
                        + " sshUserPrivateKey(credentialsId: 'key', keyFileVariable: 'K')]) {"
                        + " sleep 20; sh 'set +x; printf %s \"$TEXT\" | sha256sum' } }");
        PipelineRun resumed = scenario.createRun("resumed-1", "resumed");
        PipelineRun inside = scenario.createRun("inside-1", "inside");
        scenario.awaitPhase(inside, "Running");
        scenario.awaitPhase(resumed, "Running");
        await("the build is in the block").until(() -> scenario.log(inside).contains("Sleeping for"));
        scenario.restart();

        assertThat(scenario.awaitEnd(resumed).getStatus().phase())
                .as(scenario.log(resumed))
                .isEqualTo("Succeeded");
        assertThat(scenario.awaitEnd(inside).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(controller.homeFolder().builds(scenario.job("resumed")).countResumptions(1))
                .isEqualTo(1);
        assertThat(scenario.log(inside)).contains(sha256(TOKEN));
        String keyLine = TestKeys.privateKey().lines().skip(1).findFirst().orElseThrow();
        for (String hidden : List.of(PASSWORD, TOKEN, KUBECONFIG_TOKEN, FILE.strip(), TestKeys.PASSWORD, keyLine)) {
            assertThat(HomeSearcher.findFilesWith(controller.home(), hidden))
                    .as(hidden)
                    .isEmpty();
        }
    }

    /** A build that starts before the credentials are known would fail, because its credential is missing. */
    @Test
    void buildsWaitInTheQueueUntilTheCredentialsAreKnown() throws Exception {
        createText("token", TOKEN);
        scenario.createPipeline("waiting", bindText("'token'"));
        target.loseCluster();
        target.stop();
        target.start(Set.of());
        try {
            JenkinsHttpClient http = controller.http();
            http.post(JenkinsHttpClient.urlPath(scenario.job("waiting")) + "build", Map.of());
            await("the queue item says why it waits")
                    .until(
                            () -> http.getJson("queue", "items[why]").findValuesAsText("why"),
                            why -> why.contains("Waits for the credentials of namespace " + scenario.namespace
                                    + ": they have not been read from the cluster yet"));
            assertThat(controller.homeFolder().builds(scenario.job("waiting")).readAll())
                    .isEmpty();
        } finally {
            target.connectThroughProxies();
        }
        await("the build succeeds")
                .until(() -> controller.homeFolder().builds(scenario.job("waiting")).readAll().stream()
                        .anyMatch(build -> build.hasEnded() && build.result().equals("SUCCESS")));
    }

    /** During the outage, no run starts a build, but people, timers and other builds do. */
    @Test
    void knownCredentialsAreKeptDuringAnOutageOfTheCluster() {
        Secret secret = createText("kept", "the-first-one");
        assertThat(runSuccessfully(scenario, "kept", printHash("kept"))).contains(sha256("the-first-one"));
        int outputBefore = controller.output().length();
        target.network().refuse();
        target.network().cut();
        try {
            await("Jenkins logs the outage")
                    .until(() -> controller.output().substring(outputBefore), log -> log.contains("cannot reach"));
            replace(secret, "the-second-one");
            assertThat(buildByHand("kept")).contains(sha256("the-first-one"));
        } finally {
            target.network().allow();
        }
        await("a build gets the rotated secret")
                .until(() -> buildByHand("kept"), log -> log.contains(sha256("the-second-one")));
    }

    @Test
    void disabledCredentialsAreNotInJenkins() throws IOException {
        createText("token", TOKEN);
        runSuccessfully(scenario, "asking", bindText("'token'"));
        try {
            configure(configurationYaml(false));
            await("Jenkins has no credential").until(this::listCredentialIds, List::isEmpty);
            assertThat(runAgain("asking", 2)).contains("Could not find credentials entry with ID 'token'");
        } finally {
            configure(configurationYaml(true));
        }
        await("Jenkins has the credential again").until(this::listCredentialIds, ids -> ids.contains("token"));
    }

    private static String configurationYaml(boolean read) {
        return "unclassified: {kubesphereDevOps: {credentialsFromSecrets: " + read + "}}";
    }

    /** Starts a build by hand in Jenkins and returns its log. */
    private String buildByHand(String pipeline) {
        String job = JenkinsHttpClient.urlPath(scenario.job(pipeline));
        int number = controller
                .http()
                .getJson(job, "nextBuildNumber")
                .path("nextBuildNumber")
                .asInt();
        controller.http().post(job + "build", Map.of());
        await("build " + number + " has ended")
                .until(() -> controller.homeFolder().builds(scenario.job(pipeline)).readAll().stream()
                        .anyMatch(build -> build.number() == number && build.hasEnded()));
        return controller.http().getText(job + number + "/consoleText");
    }
}
