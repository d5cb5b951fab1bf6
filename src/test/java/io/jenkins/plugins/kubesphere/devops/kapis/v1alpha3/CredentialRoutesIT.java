package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithCluster
class CredentialRoutesIT {
    private static final String BODY = """
            {"metadata": {"name": "registry"}, "type": "credential.devops.kubesphere.io/basic-auth",
             "stringData": {"username": "robot", "password": "hunter2"}}
            """;

    private KapisTestServer server;
    private KapisClient kapis;
    private KubernetesClient client;
    private String namespace;
    private String credentials;

    @BeforeEach
    void start(KubernetesCluster cluster, KubernetesClient admin, TestNamespace testNamespace) throws Exception {
        client = admin;
        namespace = testNamespace.name();
        credentials = "/namespaces/" + namespace + "/credentials";
        server = KapisTestServer.start(cluster);
        kapis = server.client();
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
        client.resource(project).create();
        await("the project").until(() -> kapis.get(credentials).status() == 200);
    }

    @AfterEach
    void stop() throws Exception {
        client.resources(DevOpsProject.class).withName(namespace).delete();
        server.close();
    }

    @Test
    void noAnswerHasASecretValue() {
        Answer created = kapis.send("POST", credentials, BODY);

        assertThat(created.status()).as(created.body()).isEqualTo(200);
        for (String answer : new String[] {
            created.body(),
            kapis.get(credentials).body(),
            kapis.get(credentials + "/registry").body()
        }) {
            assertThat(answer)
                    .doesNotContain("hunter2", encode("hunter2"))
                    .contains("\"username\":\"" + encode("robot") + "\"", "\"password\":\"\"");
        }
        assertThat(kapis.get(credentials).json().path("totalItems").asInt()).isEqualTo(1);
    }

    @Test
    void aMaskedValueThatComesBackChangesNothing() {
        kapis.send("POST", credentials, BODY);
        String shown = kapis.get(credentials + "/registry").body();

        Answer updated =
                kapis.send("PUT", credentials + "/registry", shown.replace(encode("robot"), encode("deployer")));

        assertThat(updated.status()).as(updated.body()).isEqualTo(200);
        assertThat(stored()).containsEntry("username", encode("deployer")).containsEntry("password", encode("hunter2"));
    }

    @Test
    void aSecretOfAnotherTypeIsNotHere() {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("tls")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(Map.of("key", "hunter2"))
                        .build())
                .create();

        assertThat(kapis.get(credentials + "/tls").status()).isEqualTo(404);
        assertThat(kapis.send("DELETE", credentials + "/tls", null).status()).isEqualTo(404);
        assertThat(kapis.get(credentials).body()).doesNotContain("\"tls\"");
        assertThat(kapis.send("POST", credentials, BODY.replace("/basic-auth", "/unknown"))
                        .body())
                .startsWith("the type of the credential is \"credential.devops.kubesphere.io/unknown\"; give one of ");
    }

    @Test
    void aCredentialIsDeleted() {
        kapis.send("POST", credentials, BODY);

        assertThat(kapis.send("DELETE", credentials + "/registry", null).body()).isEqualTo("{\"message\":\"success\"}");
        assertThat(kapis.get(credentials + "/registry").status()).isEqualTo(404);
    }

    private Map<String, String> stored() {
        return client.secrets()
                .inNamespace(namespace)
                .withName("registry")
                .get()
                .getData();
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
