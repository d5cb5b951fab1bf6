package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests an operator on a cluster that does not have all our kinds. Uses its own control plane. */
class MissingCrdsIT {
    @TempDir
    static Path cluster;

    private static ControlPlane controlPlane;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        controlPlane = ControlPlane.inFolder(cluster).start();
    }

    @BeforeEach
    void installKinds() {
        try (KubernetesClient admin = controlPlane.createClient()) {
            CrdInstaller.installOurs(admin);
        }
    }

    @AfterAll
    static void stop() {
        controlPlane.close();
    }

    @Test
    void theOperatorReportsMissingKindsAndWaits() {
        delete("pipelines.devops.kubesphere.io");
        delete("pipelineruns.devops.kubesphere.io");
        try (OperatorFixture fixture = startOperator()) {
            assertThat(fixture.awaitProblem("the cluster has no"))
                    .containsExactly(
                            "the cluster has no pipelines.devops.kubesphere.io (devops.kubesphere.io/v1alpha3);"
                                    + " install it with kubectl apply -f crds/",
                            "the cluster has no pipelineruns.devops.kubesphere.io (devops.kubesphere.io/v1alpha3);"
                                    + " install it with kubectl apply -f crds/");

            CrdInstaller.installOurs(fixture.admin);

            fixture.awaitRunning().createProject();
            fixture.assertPipelineWorks("web");
        }
    }

    @Test
    void theOperatorReportsADeletedKindAndWaits() {
        try (OperatorFixture fixture = startOperator()) {
            fixture.awaitRunning().createProject();
            fixture.assertPipelineWorks("web");
            delete("pipelineruns.devops.kubesphere.io");

            fixture.awaitProblem("the cluster has no pipelineruns.devops.kubesphere.io");
            CrdInstaller.installOurs(fixture.admin);
            fixture.awaitRunning();
            fixture.assertPipelineWorks("api");
        }
    }

    @Test
    void theCoreWorksWithoutAnUnsupportedKind() {
        delete("applications.gitops.kubesphere.io");
        try (OperatorFixture fixture = startOperator()) {
            fixture.awaitRunning().createProject();
            assertThat(fixture.awaitProblem(fixture::unsupportedKindsSession, "the cluster has no"))
                    .containsExactly(
                            "the cluster has no applications.gitops.kubesphere.io (gitops.kubesphere.io/v1alpha1);"
                                    + " install it with kubectl apply -f crds/");

            fixture.assertPipelineWorks("web");
            assertThat(fixture.coreSession().problems()).isEmpty();
            CrdInstaller.installOurs(fixture.admin);

            fixture.await(
                    () -> fixture.unsupportedKindsSession().state() == State.RUNNING,
                    "the session of the other kinds runs");
        }
    }

    private OperatorFixture startOperator() {
        Config config = controlPlane.createConfig();
        return OperatorFixture.on(config, folder.resolve("engine"))
                .withSystemNamespace("default")
                .withConnection(() ->
                        new ConfigBuilder(config).withRequestTimeout(2_000).build())
                .start();
    }

    private static void delete(String name) {
        try (KubernetesClient admin = controlPlane.createClient()) {
            var definition = admin.resources(CustomResourceDefinition.class).withName(name);
            CustomResourceDefinitionSpec spec = definition.get().getSpec();
            definition.delete();
            definition.waitUntilCondition(found -> found == null, 30, TimeUnit.SECONDS);
            // The API server needs a moment to apply the deletion. Without the wait, the operator would report the
            // missing kinds one after the other.
            String version = spec.getGroup() + "/" + spec.getVersions().get(0).getName();
            await(name + " is not served any more")
                    .until(() -> !served(admin, version, spec.getNames().getPlural()));
        }
    }

    private static boolean served(KubernetesClient admin, String version, String plural) {
        return Optional.ofNullable(admin.getApiResources(version))
                .map(APIResourceList::getResources)
                .orElse(List.of())
                .stream()
                .anyMatch(resource -> resource.getName().equals(plural));
    }
}
