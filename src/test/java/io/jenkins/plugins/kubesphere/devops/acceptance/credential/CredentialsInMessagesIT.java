package io.jenkins.plugins.kubesphere.devops.acceptance.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.CredentialsTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.PasswordGitServer;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.PrivateGitRepositoryFactory;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecretBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that no value of a credential is in what the plugin writes, however a Jenkinsfile tries to publish it: in
 * conditions, Events and annotations, which people read without a right in Jenkins, and in the log of Jenkins.
 */
class CredentialsInMessagesIT extends CredentialsTestCase {
    private static final String BIND = "def text\nnode { withCredentials([string(credentialsId: 'token',"
            + " variable: 'TEXT')]) { text = env.TEXT } }\n";

    private PasswordGitServer server;

    @BeforeEach
    void createToken() {
        createText("token", TOKEN);
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theEndOfABuildShowsNoValue() {
        scenario.createPipeline("leaks", BIND + """
                currentBuild.displayName = text
                currentBuild.description = text
                stage(text) {
                  catchError { timeout(time: 2, unit: 'SECONDS') { node(text) { } } }
                  catchError { node { git url: "https://alice:${text}@127.0.0.1:1/x.git" } }
                  catchError { node { sh "echo ${text}; exit 1" } }
                  error "no luck with ${text} and https://bob:s3cret-login@example.com"
                }
                """);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("leaks-1", "leaks"));

        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("stage \"****\"", "no luck with **** and https://****@example.com");
        assertThat(scenario.awaitEvents(run, "Updated")).anyMatch(event -> event.contains("no luck with ****"));
        assertNothingIsPublished();
    }

    @Test
    void theQuestionOfABuildShowsNoValue() {
        scenario.createPipeline("asks", BIND + "input message: \"Push with ${text}?\", id: \"${text}\"");

        PipelineRun run = scenario.await(scenario.createRun("asks-1", "asks"), found -> found.getStatus()
                .condition("Succeeded")
                .filter(condition -> "PAUSED".equalsIgnoreCase(condition.reason()))
                .isPresent());

        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .isEqualTo("Push with ****?");
        assertNothingIsPublished();
    }

    @Test
    void theParametersThatABuildDeclaresShowNoValue() {
        Pipeline pipeline = scenario.createPipeline("declares", BIND + """
                properties([parameters([
                    string(name: 'A', defaultValue: text, description: "not ${text}"),
                    choice(name: 'B', choices: ['one', text]),
                    string(name: text, defaultValue: 'c')])])
                """);
        scenario.awaitEnd(scenario.createRun("declares-1", "declares"));

        Pipeline described = scenario.await(
                pipeline,
                found -> metadata(found).contains("\"A\"") && metadata(found).contains("\"B\""));

        assertThat(metadata(described)).contains("not ****", "\"one\"").doesNotContain("\"****\"");
        assertNothingIsPublished();
        PipelineRun refused =
                scenario.awaitEnd(scenario.createRun("declares-2", "declares", new PipelineRunParameter("B", "two")));
        assertThat(refused.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("parameter \"B\" of the job ", " must be one of one, ****");
        assertNothingIsPublished();
    }

    /** The log of a scan quotes the path of the Jenkinsfile. */
    @Test
    void theScanOfARepositoryShowsNoValue() throws Exception {
        server = new PasswordGitServer(PrivateGitRepositoryFactory.createIn(state), "alice", TOKEN);
        create(
                TestSecretBuilder.of(TYPE + "basic-auth")
                        .with("username", "alice")
                        .with("password", TOKEN),
                "login");
        Pipeline branches = createBranchPipeline(scenario, server.url(), "login", TOKEN);
        assertThat(scenario.awaitReason(branches, "Scanned", "ScanSucceeded")).contains("main (‘****’ not found");
        assertThat(texts(scenario.client.resource(branches).get()).replaceAll("scriptPath\\W+" + TOKEN, ""))
                .as("apart from the copy of spec.multi_branch_pipeline.script_path")
                .doesNotContain(TOKEN);
        assertThat(controller.output()).doesNotContain(TOKEN);
    }

    /** Jenkins would decrypt it, and the creator of the run could read a secret of other people. */
    @Test
    void anEncryptedTextIsRefusedAsThePasswordOfARun() {
        String encrypted = controller
                .http()
                .runScript("println hudson.util.Secret.fromString('the-administrators-own').getEncryptedValue()")
                .strip();
        scenario.awaitReady(scenario.createPipelineWithoutWait(
                "secretive",
                NoScmPipelineBuilder.named("secretive")
                        .parameters(new PipelineParameter("KEY", "password", "", null))
                        .jenkinsfile("node { sh 'printf %s \"$KEY\" | wc -c' }")
                        .spec()));

        PipelineRun run = scenario.awaitEnd(
                scenario.createRun("secretive-1", "secretive", new PipelineRunParameter("KEY", encrypted)));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .isEqualTo("PipelineRun " + scenario.namespace + "/secretive-1: parameter \"KEY\" of the job "
                        + scenario.namespace
                        + "/secretive must be the plain text, not a text that Jenkins has encrypted")
                .doesNotContain(encrypted);
        assertThat(scenario.build(run)).isEmpty();
    }

    private void assertNothingIsPublished() {
        List<String> texts = Stream.of(
                        scenario.client.resources(Pipeline.class),
                        scenario.client.resources(PipelineRun.class),
                        scenario.client.v1().events())
                .flatMap(kind -> kind.inNamespace(scenario.namespace).list().getItems().stream())
                .map(CredentialsInMessagesIT::texts)
                .toList();
        assertThat(texts).isNotEmpty().allSatisfy(text -> assertThat(text).doesNotContain(TOKEN, "s3cret-login"));
        assertThat(controller.output()).doesNotContain(TOKEN, "s3cret-login");
    }

    /** What the plugin writes: the whole object, without its spec. */
    private static String texts(HasMetadata object) {
        ObjectNode json = Serialization.jsonMapper().valueToTree(object);
        return json.without("spec").toString();
    }

    private static String metadata(Pipeline pipeline) {
        return MetadataReader.annotation(pipeline, PipelineAnnotations.METADATA).orElse("");
    }
}
