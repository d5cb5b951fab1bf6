package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import io.jenkins.plugins.kubesphere.devops.chart.DocumentedCommandRunner;
import io.jenkins.plugins.kubesphere.devops.chart.HelmRelease;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs operators with only the permissions of the installed chart, for two namespaces. */
class SecretPermissionsIT extends SecretsTestCase {
    @TempDir
    Path folder;

    private final String release = TestNamespace.randomName();
    private KubernetesCluster cluster;
    private String second;

    @BeforeEach
    void createSecondProject(KubernetesCluster shared) {
        cluster = shared;
        second = TestNamespace.named(admin, namespace + "-2").name();
        closeables.add(() -> admin.namespaces().withName(second).delete());
        admin.namespaces().withName(second).edit(edited -> {
            edited.getMetadata().getLabels().put(Labels.PROJECT, second);
            return edited;
        });
        DevOpsProject request = new DevOpsProject();
        request.getMetadata().setName(second);
        request.setStatus(new DevOpsProjectStatus(second, null));
        closeables.add(() -> deleteProject(second));
        admin.resource(request).create();
        createProject();
    }

    @Test
    void rolesInTheListedNamespacesAreEnough() {
        Config account = install("");
        assertThat(isAllowed(account, "list", system)).isFalse();
        assertThat(isAllowed(account, "list", null)).isFalse();
        assertThat(isAllowed(account, "list", namespace)).isTrue();
        Secret secret = create(text("token", "value"));
        DevOpsOperator operator = start(Set.of(namespace, second), account, "home", sink);

        awaitText("token", "value");
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_STATUS, "successful");
        await("both namespaces are complete").until(() -> sink.complete.containsAll(Set.of(namespace, second)));
        await("all sessions run")
                .until(() -> operator.status().stream().allMatch(each -> each.state() == SessionStatus.State.RUNNING));
    }

    /** A Role is deleted with its namespace, for example. The other namespaces go on. */
    @Test
    void aMissingRoleIsReportedAndTheOtherNamespacesAreServed() {
        Config account = install("");
        String roleName = release + "-secrets";
        Role role = admin.rbac().roles().inNamespace(second).withName(roleName).get();
        admin.resource(role).delete();
        await("the API server knows that the Role is gone").until(() -> !isAllowed(account, "list", second));
        create(text("token", "value"));
        admin.resource(TestSecretBuilder.of("credential.devops.kubesphere.io/secret-text")
                        .named(second, "token")
                        .with("secret", "value")
                        .build())
                .create();
        DevOpsOperator operator = start(Set.of(namespace, second), account, "home", sink);

        String message = "not allowed to list, watch, patch secrets in namespace " + second
                + "; grant it to the service account of the plugin in a Role there";
        awaitText("token", "value");
        await("builds of the other namespace do not wait")
                .until(() -> message.equals(sink.unavailableReasons.get(second)));
        await("the status has the problem").until(() -> credentialStatus(operator).problems().stream()
                .map(LocalizableProblem::toString)
                .toList()
                .equals(List.of(message)));
        assertThat(credentialStatus(operator).state()).isEqualTo(SessionStatus.State.DEGRADED);
        assertThat(sink.credentials).doesNotContainKey(new CredentialName(second, "token"));

        admin.resource(new RoleBuilder(role)
                        .editMetadata()
                        .withResourceVersion(null)
                        .withUid(null)
                        .endMetadata()
                        .build())
                .create();
        await("the other namespace is served")
                .until(() -> sink.credentials.containsKey(new CredentialName(second, "token")));
        await("the problem is gone").until(() -> credentialStatus(operator).state() == SessionStatus.State.RUNNING);
    }

    @Test
    void withoutAStatusOnSecretsNothingIsWrittenOnThem() {
        Config account = install(" --set plugin.statusOnSecrets=false");
        assertThat(isAllowed(account, "patch", namespace)).isFalse();
        Secret valid = create(text("token", "value").finalizer("finalizers.kubesphere.io/credential"));
        Secret invalid = create(text("broken", ""));
        DevOpsOperator operator = start(
                account,
                sink,
                settings(Set.of(namespace, second), "home", LeaseTimings.DEFAULT)
                        .withoutStatusOnSecrets());

        awaitText("token", "value");
        awaitEvent(invalid, "Secret " + name("broken") + ": key \"secret\" is empty; give it a value");
        await("all sessions run")
                .until(() -> operator.status().stream().allMatch(each -> each.state() == SessionStatus.State.RUNNING));
        pauseForEvents();
        assertThat(List.of(valid, invalid)).allSatisfy(secret -> assertThat(
                        admin.resource(secret).get().getMetadata().getResourceVersion())
                .isEqualTo(secret.getMetadata().getResourceVersion()));
        change(valid, edited -> {
            edited.getMetadata().setFinalizers(List.of());
            return edited;
        });
    }

    /** Writing them is refused, but they can be read. */
    @Test
    void aMissingPermissionToPatchIsReportedAndSecretsAreRead() {
        Config account = install(" --set plugin.statusOnSecrets=false");
        create(text("token", "value"));
        OperatorSettings writing = settings(Set.of(namespace), "home", LeaseTimings.DEFAULT);
        DevOpsOperator operator = start(account, sink, writing);

        awaitText("token", "value");
        await("the status has the problem").until(() -> credentialStatus(operator).problems().stream()
                .map(LocalizableProblem::toString)
                .toList()
                .equals(List.of("not allowed to patch secrets in namespace " + namespace
                        + "; grant it to the service account of the plugin in a Role there")));
    }

    /** Installs the chart for both namespaces, and returns a connection of its account. */
    private Config install(String options) {
        HelmRelease installed = HelmRelease.install(
                DocumentedCommandRunner.create(folder, cluster.kubeconfig()),
                admin,
                system,
                release,
                "--set agent.enabled=false --set 'plugin.namespaces={" + namespace + "," + second + "}'" + options);
        closeables.add(installed::discard);
        return installed.connection(config);
    }

    private static SessionStatus credentialStatus(DevOpsOperator operator) {
        return operator.status().stream()
                .filter(status -> status.name().equals("credentials"))
                .findAny()
                .orElseThrow();
    }

    private static boolean isAllowed(Config account, String verb, String inNamespace) {
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(account).build()) {
            return client.authorization()
                    .v1()
                    .selfSubjectAccessReview()
                    .create(new SelfSubjectAccessReviewBuilder()
                            .withNewSpec()
                            .withNewResourceAttributes()
                            .withNamespace(inNamespace)
                            .withResource("secrets")
                            .withVerb(verb)
                            .endResourceAttributes()
                            .endSpec()
                            .build())
                    .getStatus()
                    .getAllowed();
        }
    }
}
