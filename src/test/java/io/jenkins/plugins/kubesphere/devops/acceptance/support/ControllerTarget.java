package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import static org.junit.jupiter.api.Assumptions.abort;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.Checkout;
import io.jenkins.plugins.kubesphere.devops.controlplane.Cluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.CustomResourceDefinitions;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.RequestProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.engine.ManualChanges;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.realjenkins.ControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.ControllerManualChanges;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A real Jenkins controller with our plugin, in a process of its own, for all namespaces of a cluster that nobody else acts on.
 * Its home, and with it its log, is below target/acceptance.
 */
public final class ControllerTarget implements Target {
    private final Cluster cluster;
    private final KubernetesClient client;
    private final TestNamespace system;
    private final RequestCounts requests = new RequestCounts();
    private final FaultProxy network;
    private final RequestProxy proxy;
    private final Path kubeconfig;
    private final JenkinsController controller;

    private ControllerTarget(JenkinsFiles files, List<String> more, Path folder) throws IOException {
        cluster = Cluster.forTests(folder.resolve("control-plane"));
        client = cluster.client();
        CustomResourceDefinitions.installOurs(client);
        system = TestNamespace.named(client, "acceptance-" + folder.getFileName());
        network = FaultProxy.before(cluster.config());
        proxy = RequestProxy.before(network.config(), requests::count);
        kubeconfig = folder.resolve("kubeconfig");
        countRequests(true);
        controller =
                ControllerInstaller.install(files, more, folder.resolve("home"), kubeconfig, List.of(), system.name());
    }

    /** Puts one together; it does not run yet. */
    public static ControllerTarget install(JenkinsFiles files) {
        return install(files, List.of());
    }

    /** The same with more plugins, by their short names. */
    public static ControllerTarget install(JenkinsFiles files, List<String> more) {
        try {
            Path parent = Files.createDirectories(Checkout.root().resolve("target/acceptance"));
            return new ControllerTarget(files, more, Files.createTempDirectory(parent, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it reach the cluster directly, without {@link #requests}, from the next start on, or not. */
    public void countRequests(boolean counted) throws IOException {
        Files.writeString(kubeconfig, counted ? proxy.kubeconfig() : cluster.kubeconfig());
    }

    /** Takes the cluster out of its reach from the next start on, until {@link #countRequests}. */
    public void loseCluster() throws IOException {
        String nobody = "https://127.0.0.1:1";
        Files.writeString(
                kubeconfig, Files.readString(kubeconfig).replaceAll("(server: *\"?)https?://[^\"\\s]+", "$1" + nobody));
    }

    /** What lies between it and the cluster, while {@link #countRequests} is on. */
    public FaultProxy network() {
        return network;
    }

    /** The controller itself, for what no other target has. */
    public JenkinsController controller() {
        return controller;
    }

    @Override
    public Config administrator() {
        return cluster.config();
    }

    @Override
    public void start(Set<String> namespaces) {
        if (controller.isAlive()) {
            return;
        }
        try {
            controller.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        controller.awaitUp();
    }

    @Override
    public void stop() {
        controller.stop();
    }

    @Override
    public ManualChanges byHand() {
        return new ControllerManualChanges(controller);
    }

    @Override
    public Optional<Built> build(JobName job, RunRef run) {
        return controller.builds(job).withUid(run.uid()).stream()
                .findFirst()
                .map(found -> new Built(found.number(), found.started(), found.ended()));
    }

    @Override
    public boolean hasJob(JobName job) {
        return controller.hasJob(job);
    }

    @Override
    public boolean isQueued(JobName job, RunRef run) {
        return new ControllerManualChanges(controller).queueItem(run).isPresent();
    }

    @Override
    public String log(JobName job, RunRef run) {
        return build(job, run)
                .map(build -> controller.http().text(JenkinsController.path(job) + build.number() + "/consoleText"))
                .orElse("");
    }

    @Override
    public void proceed(JobName job, RunRef run, String question) {
        int number = build(job, run).orElseThrow().number();
        controller.http().post(JenkinsController.path(job) + number + "/input/" + question + "/proceedEmpty", Map.of());
    }

    @Override
    public RequestCounts requests() {
        return requests;
    }

    @Override
    public void assume(Ability ability) {
        abort(
                switch (ability) {
                    case DELETE_RUNNING_BUILD -> "Jenkins does not delete a build that runs";
                });
    }

    /** Nothing: the next test goes on with it. */
    @Override
    public void close() {}

    /** Ends everything that was started. */
    public void discard() {
        controller.close();
        system.delete(client);
        proxy.close();
        network.close();
        client.close();
        cluster.close();
    }
}
