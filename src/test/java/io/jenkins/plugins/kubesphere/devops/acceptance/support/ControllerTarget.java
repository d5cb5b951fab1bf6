package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import static org.junit.jupiter.api.Assumptions.abort;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.controlplane.RequestRecordingProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.realjenkins.ControllerUserActions;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A real Jenkins controller with our plugin, in its own process. It acts on all namespaces of a cluster that nobody
 * else uses. Its home, which contains its log, is below target/acceptance.
 */
public final class ControllerTarget implements AcceptanceTarget {
    private final KubernetesCluster cluster;
    private final KubernetesClient client;
    private final TestNamespace system;
    private final RequestCounts requests = new RequestCounts();
    private final FaultProxy network;
    private final RequestRecordingProxy proxy;
    private final Path kubeconfig;
    private final JenkinsController controller;

    private ControllerTarget(JenkinsDistribution files, List<String> morePlugins, Path folder) throws IOException {
        cluster = KubernetesCluster.forTests(folder.resolve("control-plane"));
        client = cluster.createClient();
        CrdInstaller.installOurs(client);
        system = TestNamespace.named(client, "acceptance-" + folder.getFileName());
        network = FaultProxy.start(cluster.createConfig());
        proxy = RequestRecordingProxy.start(network.config(), requests::count);
        kubeconfig = folder.resolve("kubeconfig");
        connectThroughProxies();
        controller = JenkinsControllerInstaller.install(
                files, morePlugins, folder.resolve("home"), kubeconfig, List.of(), system.name());
    }

    /** Creates a controller and does not start it. */
    public static ControllerTarget install(JenkinsDistribution files) {
        return install(files, List.of());
    }

    /** Creates a controller with more plugins, given by their short names, and does not start it. */
    public static ControllerTarget install(JenkinsDistribution files, List<String> morePlugins) {
        try {
            Path parent = Files.createDirectories(RepositoryRoot.root().resolve("target/acceptance"));
            return new ControllerTarget(files, morePlugins, Files.createTempDirectory(parent, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After its next start, the controller connects through {@link #network}, and {@link #requests} counts. */
    public void connectThroughProxies() throws IOException {
        Files.writeString(kubeconfig, proxy.kubeconfig());
    }

    /** After its next start, the controller connects to the cluster directly. Its requests are not counted. */
    public void connectDirectly() throws IOException {
        Files.writeString(kubeconfig, cluster.kubeconfig());
    }

    /** After its next start, the controller cannot reach the cluster. {@link #connectThroughProxies} restores it. */
    public void loseCluster() throws IOException {
        String nobody = "https://127.0.0.1:1";
        Files.writeString(
                kubeconfig, Files.readString(kubeconfig).replaceAll("(server: *\"?)https?://[^\"\\s]+", "$1" + nobody));
    }

    /** The file with the connection that the controller uses, after its next start. */
    public Path kubeconfigFile() {
        return kubeconfig;
    }

    /** The network between controller and cluster, unless the controller connects directly. */
    public FaultProxy network() {
        return network;
    }

    /** The controller itself, for what other targets do not have. */
    public JenkinsController controller() {
        return controller;
    }

    /**
     * Sets the labels of the built-in node. Jenkins remembers which agents have a label, until it is told that labels
     * have changed.
     */
    public void setBuiltInLabels(String labels) {
        controller.http().runScript("""
                def jenkins = jenkins.model.Jenkins.get()
                jenkins.setLabelString('%s')
                jenkins.trimLabels()
                jenkins.queue.scheduleMaintenance().get()
                """.formatted(labels));
    }

    @Override
    public Config administrator() {
        return cluster.createConfig();
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
        controller.awaitReady();
    }

    @Override
    public void stop() {
        controller.stop();
    }

    @Override
    public UserActions userActions() {
        return new ControllerUserActions(controller);
    }

    @Override
    public Optional<Built> build(JobName job, PipelineRunRef run) {
        return controller.homeFolder().builds(job).readWithUid(run.uid()).stream()
                .findFirst()
                .map(found -> new Built(found.number(), found.started(), found.ended()));
    }

    @Override
    public boolean hasJob(JobName job) {
        return controller.homeFolder().hasJob(job);
    }

    @Override
    public boolean isQueued(JobName job, PipelineRunRef run) {
        return new ControllerUserActions(controller).findQueueItemId(run).isPresent();
    }

    @Override
    public String log(JobName job, PipelineRunRef run) {
        return build(job, run)
                .map(build ->
                        controller.http().getText(JenkinsHttpClient.urlPath(job) + build.number() + "/consoleText"))
                .orElse("");
    }

    @Override
    public void proceed(JobName job, PipelineRunRef run, String inputId) {
        int number = build(job, run).orElseThrow().number();
        controller
                .http()
                .post(JenkinsHttpClient.urlPath(job) + number + "/input/" + inputId + "/proceedEmpty", Map.of());
    }

    @Override
    public URI restApi() {
        return URI.create(controller.url().toString().replaceFirst("/$", ""));
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

    /** Does nothing: the next test uses the same controller. */
    @Override
    public void close() {}

    /** Stops everything that was started. */
    public void shutDown() {
        controller.close();
        system.delete(client);
        proxy.close();
        network.close();
        client.close();
        cluster.close();
    }
}
