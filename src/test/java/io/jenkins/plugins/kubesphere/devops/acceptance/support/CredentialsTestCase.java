package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestKeys;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecretBuilder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Base for tests with credentials in builds of a real Jenkins. A build prints the hash of a secret, because Jenkins
 * masks the secret itself.
 */
public abstract class CredentialsTestCase extends AcceptanceTestCase {
    protected static final String TYPE = "credential.devops.kubesphere.io/";
    protected static final String PASSWORD = "s3cret-Pa$$'\"w0rd";
    protected static final String TOKEN = "t0ken-that-nobody-may-see";

    protected static final String KUBECONFIG_TOKEN = "kubec0nfig-t0ken";
    protected static final String KUBECONFIG =
            "kind: Config\nusers: [{name: k, user: {token: " + KUBECONFIG_TOKEN + "}}]\n";
    protected static final String FILE = "f1le-content-that-nobody-may-see\n";

    private static final List<String> PLUGINS = List.of("credentials-binding", "git");

    protected ControllerTarget target;
    protected JenkinsController controller;

    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        target = targets.controller();
        controller = target.controller();
        PLUGINS.forEach(plugin -> assumeTrue(controller.homeFolder().hasPlugin(plugin), "needs the plugin " + plugin));
        return target;
    }

    /** Creates a Secret and waits until Jenkins has its credential. */
    protected Secret create(TestSecretBuilder secret, String name) {
        Secret created = scenario.client
                .resource(secret.named(scenario.namespace, name).build())
                .create();
        await("Jenkins has the credential " + name).until(this::listCredentialIds, ids -> ids.contains(name));
        return created;
    }

    /** Ids of the credentials on the page of the project's folder. */
    protected List<String> listCredentialIds() {
        return controller.http().getJson(store(), "credentials[id]").findValuesAsText("id");
    }

    /** Full names of the jobs that have used the credential, as Jenkins knows it. */
    protected List<String> jobsUsing(String id) {
        JsonNode credential = controller.http().getJson(store() + "/credential/" + id, "id,fingerprint[usage[name]]");
        return credential.path("fingerprint").path("usage").findValuesAsText("name");
    }

    protected String store() {
        return "job/" + scenario.namespace + "/credentials/store/secrets/domain/_";
    }

    /** Creates a Secret of each kind, with the keys of {@link TestKeys}. */
    protected void createOneOfEachKind() throws Exception {
        String key = TestKeys.privateKey();
        create(
                TestSecretBuilder.of(TYPE + "basic-auth")
                        .with("username", "alice")
                        .with("password", PASSWORD),
                "login");
        create(
                TestSecretBuilder.of("kubernetes.io/basic-auth")
                        .with("username", "bob")
                        .with("password", PASSWORD),
                "own-login");
        create(TestSecretBuilder.of(TYPE + "ssh-auth").with("username", "alice").with("private_key", key), "key");
        create(TestSecretBuilder.of("kubernetes.io/ssh-auth").with("ssh-privatekey", key), "own-key");
        createText("token", TOKEN);
        createText("broken", "t0ken-with-a-break\n");
        create(TestSecretBuilder.of(TYPE + "kubeconfig").with("content", KUBECONFIG), "kube");
        create(
                TestSecretBuilder.of(TYPE + "file")
                        .with("filename", "settings.xml")
                        .with("data", FILE),
                "file");
        create(
                TestSecretBuilder.of(TYPE + "certificate")
                        .with("certificate", TestKeys.keyStore())
                        .with("password", TestKeys.PASSWORD),
                "store");
        create(
                TestSecretBuilder.of("kubernetes.io/tls")
                        .with("tls.crt", TestKeys.certificate())
                        .with("tls.key", key),
                "tls");
        create(
                TestSecretBuilder.of("Opaque")
                        .labelled("jenkins.io/credentials-type", "secretText")
                        .with("text", TOKEN),
                "labelled");
    }

    protected Secret createText(String name, String text) {
        return create(TestSecretBuilder.of(TYPE + "secret-text").with("secret", text), name);
    }

    protected void replace(Secret secret, String text) {
        scenario.edit(
                secret,
                edited -> edited.setData(
                        Map.of("secret", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))));
    }

    protected void awaitStatus(Secret secret, String status) {
        // The operator writes the status after Jenkins has the credential. The earlier status may be the same, so this
        // method waits first.
        Await.pause(500);
        await("the sync status is " + status).until(() -> status.equals(annotation(secret, TYPE + "syncstatus")));
    }

    protected String annotation(Secret secret, String key) {
        Map<String, String> annotations =
                scenario.client.resource(secret).get().getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(key);
    }

    /** Steps that bind a secret text. The id is an expression of Groovy. */
    protected static String bindText(String id) {
        return "withCredentials([string(credentialsId: " + id + ", variable: 'TEXT')]) { echo 'bound' }";
    }

    /** A Jenkinsfile that prints the hash of a secret text. */
    protected static String printHash(String id) {
        return "node { withCredentials([string(credentialsId: '" + id + "', variable: 'TEXT')])"
                + " { sh 'set +x; printf %s \"$TEXT\" | sha256sum' } }";
    }

    /** Creates a pipeline, runs it, and returns the log of its first build. */
    protected static String runSuccessfully(AcceptanceTestProject scenario, String name, String script) {
        return firstBuild(scenario, name, script, "Succeeded");
    }

    /** As {@link #runSuccessfully}, with a build that fails. */
    protected static String runWithFailure(AcceptanceTestProject scenario, String name, String script) {
        return firstBuild(scenario, name, script, "Failed");
    }

    private static String firstBuild(AcceptanceTestProject scenario, String name, String script, String phase) {
        scenario.createPipeline(name, script);
        PipelineRun run = scenario.awaitEnd(scenario.createRun(name + "-1", name));
        String log = scenario.log(run);
        assertThat(run.getStatus().phase()).as(log).isEqualTo(phase);
        return log;
    }

    /** Creates a multi-branch pipeline of a repository like {@link PrivateGitRepositoryFactory}. */
    protected static Pipeline createBranchPipeline(AcceptanceTestProject scenario, String url, String credential) {
        return createBranchPipeline(scenario, url, credential, "Jenkinsfile");
    }

    /** Like the other method, with another path of the Jenkinsfile in the repository. */
    protected static Pipeline createBranchPipeline(
            AcceptanceTestProject scenario, String url, String credential, String scriptPath) {
        return scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: branches, namespace: NAMESPACE}
                spec:
                  type: multi-branch-pipeline
                  multi_branch_pipeline:
                    name: branches
                    source_type: git
                    script_path: %s
                    git_source: {url: "%s", credential_id: %s, discover_branches: true}
                """.formatted(scriptPath, url, credential));
    }

    /** Waits for the scan, runs the branch main, and returns the log of that build. */
    protected String scanAndBuild(Pipeline branches) {
        assertThat(scenario.awaitReason(branches, "Scanned", "ScanSucceeded")).startsWith("1 branch");
        PipelineRun run = scenario.awaitEnd(
                scenario.createRun("branches-1", RunSpecs.ofBranch("branches", new ScmRef("branch", "main"))));
        int number = scenario.build(run).orElseThrow().number();
        String log = controller.http().getText(JenkinsHttpClient.urlPath(scenario.job(run)) + number + "/consoleText");
        assertThat(run.getStatus().phase()).as(log).isEqualTo("Succeeded");
        return log;
    }

    /** Runs a pipeline again and returns the log of that build, whatever its result is. */
    protected String runAgain(String pipeline, int number) {
        return scenario.log(scenario.awaitEnd(scenario.createRun(pipeline + "-" + number, pipeline)));
    }

    /** Configures Jenkins with a document of JCasC. */
    protected void configure(String yaml) throws IOException {
        Path file = Files.writeString(state.resolve("jenkins.yaml"), yaml);
        assertThat(controller
                        .http()
                        .runScript("io.jenkins.plugins.casc.ConfigurationAsCode.get().configure('" + file + "')"))
                .doesNotContain("Exception");
    }

    protected static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
