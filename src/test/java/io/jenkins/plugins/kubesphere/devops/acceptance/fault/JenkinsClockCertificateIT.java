package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.RequestRecordingProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A real controller whose clock is set back, so that the certificate of the API server is not valid yet. */
@WithCluster
class JenkinsClockCertificateIT {
    @Test
    void aRunEndsOnceTheClockIsRightAgain(
            Config server,
            KubernetesClient client,
            TestNamespace system,
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws IOException, GeneralSecurityException {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        Optional<SteppableClock> compiled = SteppableClock.compile(Files.createDirectory(folder.resolve("clock")));
        assumeTrue(compiled.isPresent(), "needs a C compiler named cc");
        SteppableClock clock = compiled.orElseThrow();
        String namespace = TestNamespace.randomName();
        try (RequestRecordingProxy api = RequestRecordingProxy.intercept(server, (method, uri) -> Optional.empty());
                CertifiedProxy network =
                        new CertifiedProxy(Files.createDirectory(folder.resolve("certificates")), api.port());
                JenkinsController jenkins = JenkinsControllerInstaller.install(
                                files,
                                folder.resolve("home"),
                                Files.writeString(folder.resolve("kubeconfig"), network.kubeconfig(api.kubeconfig())),
                                List.of(namespace),
                                system.name())
                        .withEnvironment(clock.environment())) {
            jenkins.start();
            jenkins.awaitReady();
            try (FaultProject project = new FaultProject(client, namespace, new BuildGates(folder))) {
                Path gate = folder.resolve("gate");
                project.createPipeline("web", false, "node { sh 'while [ ! -e " + gate + " ]; do sleep 0.1; done' }");
                PipelineRun run = project.createRun("web-1", "web");
                await("the build runs").until(() -> "Running"
                        .equals(project.read(run).getStatus().phase()));

                clock.step(Duration.ofHours(-2));
                network.cut();
                await("the certificate is refused").until(() -> jenkins.output().contains("NotBefore: "));
                Files.createFile(gate);
                await("the build has ended")
                        .until(() -> jenkins.homeFolder().builds(new JobName(namespace, "web")).readAll().stream()
                                .anyMatch(build -> build.hasEnded()));
                assertThat(project.read(run).getStatus().hasEnded()).isFalse();

                clock.step(Duration.ZERO);
                await("the run has ended")
                        .atMost(Duration.ofMinutes(3))
                        .until(() -> project.read(run).getStatus().hasEnded());
                assertThat(project.read(run).getStatus().phase()).isEqualTo("Succeeded");
                assertThat(project.runs()).hasSize(1);
            }
        }
    }
}
