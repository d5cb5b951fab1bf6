package io.jenkins.plugins.kubesphere.devops.controlplane;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks what all other integration tests expect from their cluster. */
@WithCluster
class ClusterIT {
    private static final String GROUP = "test.devops.kubesphere.io";
    private static final String WIDGETS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: widgets.%1$s
            spec:
              group: %1$s
              scope: Namespaced
              names: {kind: Widget, listKind: WidgetList, plural: widgets, singular: widget}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec: {type: object, properties: {size: {type: integer, maximum: 3}}}
            """.formatted(GROUP);

    @BeforeAll
    static void installWidgets(KubernetesClient client) {
        CrdInstaller.install(client, WIDGETS);
    }

    /** Scripts of people take the token of the first user. */
    @Test
    void theFirstUserOfTheKubeconfigHasAToken(KubernetesCluster cluster) throws Exception {
        io.fabric8.kubernetes.api.model.Config kubeconfig =
                Serialization.unmarshal(cluster.kubeconfig(), io.fabric8.kubernetes.api.model.Config.class);

        assertThat(kubeconfig.getUsers().get(0).getUser().getToken()).isNotEmpty();
        assertThat(kubeconfig.getCurrentContext()).isEqualTo("control-plane");
    }

    @Test
    void servesAndValidatesCustomResources(KubernetesClient client, TestNamespace namespace) {
        assertThat(client.resource(widget(namespace, 3)).create().getMetadata().getUid())
                .isNotEmpty();
        assertThatThrownBy(() -> client.resource(widget(namespace, 4)).create())
                .hasMessageContaining("spec.size in body should be less than or equal to 3");
    }

    @Test
    void theDefinitionsOfTheRepositoryAreInstalled(KubernetesClient client) {
        assertThat(client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .list()
                        .getItems())
                .extracting(definition -> definition.getMetadata().getName())
                .contains("pipelineruns.devops.kubesphere.io", "devopsprojects.devops.kubesphere.io");
    }

    @Test
    void reviewsTheTokensItRequested(KubernetesClient client, TestNamespace namespace) {
        String token = tokenOf("robot", client, namespace);
        TokenReviewStatus good = review(client, token);
        assertThat(good.getAuthenticated()).isTrue();
        assertThat(good.getUser().getUsername()).isEqualTo("system:serviceaccount:" + namespace + ":robot");
        assertThat(review(client, token.substring(0, token.length() - 4) + "AAAA")
                        .getAuthenticated())
                .isNotEqualTo(true);
    }

    @Test
    void rolesConfineAServiceAccount(KubernetesCluster cluster, KubernetesClient admin, TestNamespace namespace) {
        assumeTrue(cluster.hasControllers(), "the role view is filled by a controller");
        String token = tokenOf("robot", admin, namespace);
        Config config = cluster.createConfig();
        config.setOauthToken(token);
        config.setAutoOAuthToken(token);
        config.setClientCertData(null);
        config.setClientKeyData(null);
        try (KubernetesClient robot =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(mayReadConfigMaps(admin, namespace)).isFalse();
            assertThatThrownBy(() ->
                            robot.configMaps().inNamespace(namespace.name()).list())
                    .hasMessageContaining("forbidden");
            bindToView(admin, namespace);
            await("the API server applies the role binding").until(() -> mayReadConfigMaps(admin, namespace));
            assertThat(robot.configMaps().inNamespace(namespace.name()).list()).isNotNull();
            assertThatThrownBy(() -> robot.configMaps().inNamespace("default").list())
                    .hasMessageContaining("forbidden");
        }
    }

    @Test
    void aDeletedNamespaceIsRemovedWithItsObjects(
            KubernetesCluster cluster, KubernetesClient client, TestNamespace namespace) {
        assumeTrue(cluster.hasControllers(), "namespaces are emptied by a controller");
        client.resource(widget(namespace, 1)).create();
        namespace.delete(client);
        client.namespaces().withName(namespace.name()).waitUntilCondition(Objects::isNull, 60, TimeUnit.SECONDS);
        assertThat(client.genericKubernetesResources(GROUP + "/v1", "Widget")
                        .inNamespace(namespace.name())
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void aDependentIsDeletedWithItsOwner(KubernetesCluster cluster, KubernetesClient client, TestNamespace namespace) {
        assumeTrue(cluster.hasControllers(), "dependents are collected by a controller");
        GenericKubernetesResource owner = client.resource(widget(namespace, 1)).create();
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("dependent")
                        .withNamespace(namespace.name())
                        .addNewOwnerReference()
                        .withApiVersion(owner.getApiVersion())
                        .withKind(owner.getKind())
                        .withName(owner.getMetadata().getName())
                        .withUid(owner.getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .build())
                .create();
        client.resource(owner).delete();
        client.configMaps()
                .inNamespace(namespace.name())
                .withName("dependent")
                .waitUntilCondition(Objects::isNull, 60, TimeUnit.SECONDS);
    }

    private static GenericKubernetesResource widget(TestNamespace namespace, int size) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(GROUP + "/v1")
                .withKind("Widget")
                .withNewMetadata()
                .withName("widget-" + size)
                .withNamespace(namespace.name())
                .endMetadata()
                .addToAdditionalProperties("spec", Map.of("size", size))
                .build();
    }

    private static String tokenOf(String account, KubernetesClient client, TestNamespace namespace) {
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(account)
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .build())
                .create();
        return client.serviceAccounts()
                .inNamespace(namespace.name())
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private static TokenReviewStatus review(KubernetesClient client, String token) {
        return client.tokenReviews()
                .create(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .endSpec()
                        .build())
                .getStatus();
    }

    private static void bindToView(KubernetesClient client, TestNamespace namespace) {
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("robot-views")
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "view")
                        .addNewSubject("", "ServiceAccount", "robot", namespace.name())
                        .build())
                .create();
    }

    private static boolean mayReadConfigMaps(KubernetesClient client, TestNamespace namespace) {
        return client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser("system:serviceaccount:" + namespace + ":robot")
                        .withNewResourceAttributes()
                        .withNamespace(namespace.name())
                        .withVerb("list")
                        .withResource("configmaps")
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }
}
