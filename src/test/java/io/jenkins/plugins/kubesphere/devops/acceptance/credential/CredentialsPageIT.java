package io.jenkins.plugins.kubesphere.devops.acceptance.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.CredentialsTestCase;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecretBuilder;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestServiceAccount;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what people see of credentials on the pages of Jenkins. */
class CredentialsPageIT extends CredentialsTestCase {
    @BeforeEach
    void createSecrets() {
        create(
                TestSecretBuilder.of(TYPE + "secret-text")
                        .with("secret", TOKEN)
                        .annotated("jenkins.io/credentials-description", "of the <registry>"),
                "token");
    }

    @Test
    void thePageOfTheFolderShowsCredentialsWithoutTheirSecrets() {
        JenkinsHttpClient http = controller.http();
        assertThat(http.getJson(store(), "credentials[id,typeName,description]").path("credentials"))
                .anySatisfy(credential -> {
                    assertThat(credential.path("id").asText()).isEqualTo("token");
                    assertThat(credential.path("typeName").asText()).isEqualTo("Secret text");
                    assertThat(credential.path("description").asText()).isEqualTo("of the <registry>");
                });
        String page = http.getText("job/" + scenario.namespace + "/credentials/");
        assertThat(page).contains("registry", "/credentials/store/secrets/").doesNotContain("<registry", TOKEN);
        assertThat(http.getText(store() + "/credential/token/")).doesNotContain(TOKEN, "Update");
        assertThat(
                        http.runScript(
                                "import com.cloudbees.plugins.credentials.*\n"
                                        + "CredentialsProvider.lookupStores(jenkins.model.Jenkins.get().getItem('"
                                        + scenario.namespace
                                        + "')).each { s -> println s.class.simpleName + ' ' + s.hasPermission(CredentialsProvider.UPDATE) }"))
                .contains("SecretCredentialsStore false");
    }

    /** Jenkins calls both stores of a folder like the folder, and each kubeconfig "kubeconfig". */
    @Test
    void filesAreShownByTheirIdsAndTheStoreOfSecretsHasAnIconOfItsOwn() {
        create(
                TestSecretBuilder.of(TYPE + "kubeconfig")
                        .with("content", "{\"apiVersion\": \"v1\", \"kind\": \"Config\"}"),
                "production");

        String page = controller.http().getText("job/" + scenario.namespace + "/credentials/");

        assertThat(page).containsPattern("credential/production\">\\s*production\\s*</a>");
        assertThat(page).contains("tooltip=\"Secrets of the project");
    }

    /** Stapler reads a checkbox that a form omits as not selected. */
    @Test
    void theConfigurationPageCanDisableCredentials() {
        JenkinsHttpClient http = controller.http();
        assertThat(http.getText("manage/configure")).contains("_.credentialsFromSecrets", "_.statusOnSecrets");
        String test =
                "descriptorByName/io.jenkins.plugins.kubesphere.devops.jenkins.cluster.KubeconfigFile/testConnection";
        String path = controller.home().resolveSibling("kubeconfig").toString();
        for (Map<String, String> form : List.of(
                Map.of("path", path, "systemNamespace", "nowhere"),
                Map.of("path", path, "systemNamespace", "nowhere", "credentialsFromSecrets", "true"),
                Map.of(
                        "path",
                        path,
                        "systemNamespace",
                        "nowhere",
                        "credentialsFromSecrets",
                        "true",
                        "statusOnSecrets",
                        "true",
                        "namespacesText",
                        scenario.namespace))) {
            assertThat(http.post(test, form)).contains("the cluster has no namespace nowhere");
        }
    }

    /** The test asked for ConfigMaps also where the plugin writes none. */
    @Test
    void theTestOfTheConnectionAsksForTheRightsOfTheChosenStore() throws IOException {
        try (TestServiceAccount account = TestServiceAccount.create(scenario.client, "default")) {
            Path kubeconfig = controller.home().resolveSibling("without-rights");
            Files.writeString(kubeconfig, """
                    apiVersion: v1
                    kind: Config
                    current-context: x
                    clusters: [{name: c, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
                    users: [{name: u, user: {token: "%s"}}]
                    contexts: [{name: x, context: {cluster: c, user: u}}]
                    """.formatted(
                            target.administrator().getMasterUrl(), account.token(account.secret("token"))));

            assertThat(testConnection(kubeconfig, "configmap")).contains("pipelineruns", "configmaps");
            assertThat(testConnection(kubeconfig, "annotations"))
                    .contains("pipelineruns")
                    .doesNotContain("configmaps");
        }
    }

    private String testConnection(Path kubeconfig, String runStore) {
        return controller
                .http()
                .post(
                        "descriptorByName/io.jenkins.plugins.kubesphere.devops.jenkins.cluster.KubeconfigFile/testConnection",
                        Map.of("path", kubeconfig.toString(), "systemNamespace", "default", "runStore", runStore));
    }

    @Test
    void theUsersOfACredentialAreKnownAfterRotationAndRestart() {
        Secret secret = createText("tracked", "the-first-one");
        runSuccessfully(scenario, "tracked", bindText("'tracked'"));
        assertThat(jobsUsing("tracked")).containsExactly(scenario.namespace + "/tracked");

        replace(secret, "the-second-one");
        awaitStatus(secret, "successful");
        runAgain("tracked", 2);
        scenario.restart();
        await("Jenkins has the credential again").until(this::listCredentialIds, ids -> ids.contains("tracked"));
        assertThat(jobsUsing("tracked")).containsExactly(scenario.namespace + "/tracked");
        KapisClient kapis =
                new KapisClient(scenario.target.restApi(), KapisClient.tokenOf(scenario.target.administrator()));
        String usage = "/namespaces/" + scenario.namespace + "/credentials/tracked/usage";
        await("the REST API after the restart").until(() -> kapis.get(usage).status() == 200);
        assertThat(kapis.get(usage).json().at("/fingerprint/usage"))
                .hasToString("[{\"name\":\"" + scenario.namespace
                        + "/tracked\",\"ranges\":{\"ranges\":[{\"start\":1,\"end\":3}]}}]");
    }
}
