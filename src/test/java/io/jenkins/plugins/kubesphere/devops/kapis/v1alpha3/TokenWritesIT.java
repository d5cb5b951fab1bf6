package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.AuthServer;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.WriteIdentity;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * With the setting {@code writes: token}, the API server of Kubernetes gets what a caller writes with the caller's own
 * token. The account of the plugin may write nothing here.
 */
@WithCluster
class TokenWritesIT {
    private static final String OWN_AUDIENCE = "jenkins";
    private static final String SECRET = """
            {"metadata": {"name": "registry"}, "type": "credential.devops.kubesphere.io/secret-text",
             "stringData": {"secret": "hunter2"}}""";
    private static final PolicyRule CREDENTIALS =
            rule("devops.kubesphere.io", "credentials", "create", "update", "delete", "get");

    private KubernetesCluster cluster;
    private KubernetesClient client;
    private String namespace;
    private String project;
    private KapisTestServer server;

    @BeforeEach
    void createProject(KubernetesCluster testCluster, KubernetesClient admin, TestNamespace testNamespace) {
        cluster = testCluster;
        client = admin;
        namespace = testNamespace.name();
        project = "/namespaces/" + namespace;
        createReader();
        DevOpsProject created = new DevOpsProject();
        created.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
        client.resource(created).create();
    }

    @AfterEach
    void deleteProject() {
        if (server != null) {
            server.close();
        }
        client.resources(DevOpsProject.class).withName(namespace).delete();
        client.resources(ClusterRoleBinding.class).withName(namespace).delete();
        client.resources(ClusterRole.class).withName(namespace).delete();
    }

    /** The account of the plugin. */
    private void createReader() {
        ProjectMember.create(client, namespace, "plugin", List.of());
        client.resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .withRules(
                                rule("devops.kubesphere.io", "*", "get", "list", "watch"),
                                rule("authentication.k8s.io", "tokenreviews", "create"),
                                rule("authorization.k8s.io", "subjectaccessreviews", "create"),
                                rule("", "secrets", "get", "list"))
                        .build())
                .create();
        client.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", namespace)
                        .addNewSubject("", "ServiceAccount", "plugin", namespace)
                        .build())
                .create();
    }

    private Config reader() {
        Config config = cluster.createConfig();
        config.setClientCertData(null);
        config.setClientKeyData(null);
        config.setOauthToken(new ProjectMember(client, namespace, "plugin").token());
        return config;
    }

    private void start(Config connection, List<String> audiences) {
        server = KapisTestServer.start(
                cluster,
                connection,
                new KapisSettings(
                        "host",
                        Set.of(),
                        "kube-system",
                        audiences,
                        Optional.empty(),
                        AuthServer.DEFAULT_ORDER,
                        AuthServer.DEFAULT_ORDER,
                        WebhookSettings.DEFAULT,
                        List.of(),
                        WriteIdentity.TOKEN,
                        false));
        await("the project")
                .until(() -> server.client().get(project + "/pipelines").status() == 200);
    }

    private Answer send(String token, String method, String path, String body) {
        return server.client().send(token, method, project + path, body);
    }

    @Test
    void theAccountOfThePluginNeedsNoRightToWrite() {
        start(reader(), List.of());
        List<PolicyRule> rights = new ArrayList<>(List.of(
                rule("", "secrets", "create", "update", "delete"),
                CREDENTIALS,
                rule("devops.kubesphere.io", "pipelines", "create", "update", "patch", "delete"),
                rule("devops.kubesphere.io", "pipelines/jenkinsfile", "update")));
        String token =
                ProjectMember.create(client, namespace, "developer", rights).token();

        for (Answer answer : List.of(
                send(token, "POST", "/credentials", SECRET),
                send(token, "PUT", "/credentials/registry", SECRET),
                send(token, "DELETE", "/credentials/registry", null),
                send(
                        token,
                        "POST",
                        "/pipelines",
                        "{\"metadata\": {\"name\": \"web\"}, \"spec\": {\"type\": \"pipeline\","
                                + " \"pipeline\": {\"name\": \"web\", \"jenkinsfile\": \"echo 1\"}}}"))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
        await("the pipeline in memory").untilAsserted(() -> {
            Answer answer = send(token, "PUT", "/pipelines/web/jenkinsfile?mode=raw", "{\"data\": \"echo 2\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        });
        assertThat(send(token, "DELETE", "/pipelines/web", null).status()).isEqualTo(200);
    }

    @Test
    void whatKubernetesDoesNotAllowTheCallerIsNotWritten() {
        start(reader(), List.of());
        ProjectMember robot = ProjectMember.create(client, namespace, "robot", List.of(CREDENTIALS));

        assertRefusedAs(robot, send(robot.token(), "POST", "/credentials", SECRET));
    }

    /** The API server believes a certificate before any token. */
    @Test
    void aCertificateOfThePluginDoesNotWriteForTheCaller() {
        Config administrator = certificate();
        try (KubernetesClient own =
                new KubernetesClientBuilder().withConfig(administrator).build()) {
            assertThat(own.secrets().inNamespace(namespace).list()).isNotNull();
        }
        start(administrator, List.of());
        ProjectMember robot = ProjectMember.create(client, namespace, "robot", List.of(CREDENTIALS));

        assertRefusedAs(robot, send(robot.token(), "POST", "/credentials", SECRET));
    }

    private Config certificate() {
        Config config = cluster.createConfig();
        if (config.getClientCertData() == null) {
            assumeTrue(
                    cluster.kubeconfig().contains("name: control-plane-certificate"),
                    "the kubeconfig has a client certificate");
            config = Config.fromKubeconfig("control-plane-certificate", cluster.kubeconfig(), null);
        }
        assertThat(config.getClientCertData()).isNotEmpty();
        assertThat(config.getOauthToken()).isNull();
        assertThat(config.getAutoOAuthToken()).isNull();
        return config;
    }

    private void assertRefusedAs(ProjectMember member, Answer refused) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body())
                .contains(
                        "the Kubernetes API refuses it: secrets is forbidden: User",
                        member.user(),
                        "cannot create resource");
        assertThat(client.secrets().inNamespace(namespace).withName("registry").get())
                .isNull();
    }

    /** Who has deleted an account does not wait until its tokens are forgotten here. */
    @Test
    void aTokenThatWasWithdrawnWritesNothing() {
        start(reader(), List.of());
        ProjectMember member = ProjectMember.create(
                client, namespace, "developer", List.of(rule("", "secrets", "create", "delete"), CREDENTIALS));
        String token = member.token();
        assertThat(send(token, "POST", "/credentials", SECRET).status()).isEqualTo(200);

        client.resources(ServiceAccount.class)
                .inNamespace(namespace)
                .withName("developer")
                .delete();

        await("the API server forgets the token").untilAsserted(() -> {
            Answer refused = send(token, "POST", "/credentials", SECRET);
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            assertThat(refused.body())
                    .contains("the Kubernetes API does not accept the token with which the caller writes: it has just"
                            + " expired, was withdrawn, or is not meant for the Kubernetes API")
                    .doesNotContain(token);
        });
    }

    @Test
    void aTokenThatIsNotMeantForTheApiServerReadsAndDoesNotWrite() {
        List<String> ofApiServer = audiencesOfApiServer();
        List<String> accepted = new ArrayList<>(ofApiServer);
        accepted.add(OWN_AUDIENCE);
        start(reader(), accepted);
        ProjectMember member = ProjectMember.create(
                client, namespace, "developer", List.of(rule("", "secrets", "create", "get"), CREDENTIALS));
        String narrow = member.token(List.of(OWN_AUDIENCE));

        assertThat(send(narrow, "GET", "/credentials/none", null).status()).isEqualTo(404);
        Answer refused = send(narrow, "POST", "/credentials", SECRET);
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body())
                .contains("is not meant for the Kubernetes API; get a new one, for the audience of the API server");

        Answer written = send(member.token(accepted), "POST", "/credentials", SECRET);
        assertThat(written.status()).as(written.body()).isEqualTo(200);
    }

    private List<String> audiencesOfApiServer() {
        return client.tokenReviews()
                .create(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(new ProjectMember(client, namespace, "plugin").token())
                        .endSpec()
                        .build())
                .getStatus()
                .getAudiences();
    }

    private static PolicyRule rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }
}
