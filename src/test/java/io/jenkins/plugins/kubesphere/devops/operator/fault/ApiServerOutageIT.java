package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
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

/**
 * Tests an operator whose API server is unavailable, is restarted, or does not have our kinds. Uses its own control
 * plane.
 */
class ApiServerOutageIT {
    @TempDir
    static Path cluster;

    private static ControlPlane plane;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        plane = ControlPlane.in(cluster).start();
    }

    @BeforeEach
    void restoreControlPlane() {
        if (!plane.isRunning()) {
            plane.start();
        }
        try (KubernetesClient admin = plane.client()) {
            CrdInstaller.installOurs(admin);
        }
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @Test
    void theOperatorWaitsForTheApiServer() {
        plane.stop();
        try (OperatorFixture fixture = trial()) {
            assertThat(fixture.awaitProblem("cannot reach"))
                    .containsExactly("cannot reach https://127.0.0.1:" + plane.port() + "/: Connection refused");
            assertThat(fixture.core().state()).isIn(State.RETRYING, State.CONNECTING);

            plane.start();

            fixture.awaitRunning().project();
            fixture.assertPipelineWorks("web");
        }
    }

    @Test
    void theOperatorWaitsForAReadableConnection() {
        boolean[] there = {false};
        Config config = plane.config();
        try (OperatorFixture fixture = OperatorFixture.on(config, folder.resolve("engine"))
                .system("default")
                .withConnection(() -> {
                    if (!there[0]) {
                        throw new IllegalStateException("no kubeconfig at /etc/kubeconfig");
                    }
                    return config;
                })
                .start()) {
            assertThat(fixture.awaitProblem("no kubeconfig")).containsExactly("no kubeconfig at /etc/kubeconfig");

            there[0] = true;

            fixture.awaitRunning();
        }
    }

    @Test
    void aRunSurvivesARestartOfTheApiServer() {
        try (OperatorFixture fixture = trial()) {
            fixture.awaitRunning().project();
            fixture.createWaitingPipeline("web");
            PipelineRun run = fixture.awaitPhase(fixture.run("web-1", "web"), "Running");

            plane.kill();
            fixture.release();
            fixture.awaitProblem("cannot reach");
            plane.start();

            fixture.awaitSuccess(run);
            fixture.assertPipelineWorks("api");
            fixture.awaitRunning();
        }
    }

    @Test
    void theOperatorReportsMissingKindsAndWaits() {
        delete("pipelines.devops.kubesphere.io");
        delete("pipelineruns.devops.kubesphere.io");
        try (OperatorFixture fixture = trial()) {
            assertThat(fixture.awaitProblem("the cluster has no"))
                    .containsExactly(
                            "the cluster has no pipelines.devops.kubesphere.io (devops.kubesphere.io/v1alpha3);"
                                    + " install it with kubectl apply -f crds/",
                            "the cluster has no pipelineruns.devops.kubesphere.io (devops.kubesphere.io/v1alpha3);"
                                    + " install it with kubectl apply -f crds/");

            CrdInstaller.installOurs(fixture.admin);

            fixture.awaitRunning().project();
            fixture.assertPipelineWorks("web");
        }
    }

    @Test
    void theOperatorReportsADeletedKindAndWaits() {
        try (OperatorFixture fixture = trial()) {
            fixture.awaitRunning().project();
            fixture.assertPipelineWorks("web");
            delete("pipelineruns.devops.kubesphere.io");

            fixture.awaitProblem("the cluster has no pipelineruns.devops.kubesphere.io");
            CrdInstaller.installOurs(fixture.admin);
            fixture.awaitRunning();
            fixture.assertPipelineWorks("api");
        }
    }

    @Test
    void theCoreWorksWithoutAnUnservedKind() {
        delete("applications.gitops.kubesphere.io");
        try (OperatorFixture fixture = trial()) {
            fixture.awaitRunning().project();
            assertThat(fixture.awaitProblem(fixture::unserved, "the cluster has no"))
                    .containsExactly(
                            "the cluster has no applications.gitops.kubesphere.io (gitops.kubesphere.io/v1alpha1);"
                                    + " install it with kubectl apply -f crds/");

            fixture.assertPipelineWorks("web");
            assertThat(fixture.core().problems()).isEmpty();
            CrdInstaller.installOurs(fixture.admin);

            fixture.await(() -> fixture.unserved().state() == State.RUNNING, "the session of the other kinds runs");
        }
    }

    private OperatorFixture trial() {
        Config config = plane.config();
        return OperatorFixture.on(config, folder.resolve("engine"))
                .system("default")
                .withConnection(() ->
                        new ConfigBuilder(config).withRequestTimeout(2_000).build())
                .start();
    }

    private static void delete(String name) {
        try (KubernetesClient admin = plane.client()) {
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
