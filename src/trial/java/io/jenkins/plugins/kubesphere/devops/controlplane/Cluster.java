package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;

/** A Kubernetes API that a test may use as its administrator. All methods may be called from any thread. */
public interface Cluster extends AutoCloseable {
    /** The kubeconfig as YAML. */
    String kubeconfig();

    /** A fresh client configuration; the caller may change it. */
    default Config config() {
        return Config.fromKubeconfig(kubeconfig());
    }

    /** A fresh client, to be closed by the caller. */
    default KubernetesClient client() {
        return new KubernetesClientBuilder().withConfig(config()).build();
    }

    /** False if nothing empties deleted namespaces, follows owner references or fills aggregated roles here. */
    default boolean hasControllers() {
        return true;
    }

    /** Ends what was started for this object, and only that: a cluster that was there before goes on. */
    @Override
    void close();

    /**
     * A cluster that is there already; it is left running.
     *
     * @param kubeconfig its file
     */
    static Cluster at(Path kubeconfig) {
        return new RunningCluster(kubeconfig);
    }

    /**
     * The cluster that this run was asked to use, started if need be:
     *
     * <ul>
     *   <li>system property {@code kubeconfig}: path of the kubeconfig of a running cluster, whose user must be an administrator;
     *   <li>else environment variable {@code KUBEBUILDER_ASSETS}: a folder with the programs etcd and kube-apiserver. No controller
     *       runs there: deleted namespaces stay, owner references are not followed, admin, edit and view are empty roles;
     *   <li>else the control plane of this repository, compiled at its first use. This is the default.
     * </ul>
     *
     * @param directory where a started one keeps its data and logs
     * @throws IllegalStateException if it cannot be started; the message says why
     */
    static Cluster forTests(Path directory) {
        String kubeconfig = System.getProperty("kubeconfig", "");
        if (!kubeconfig.isEmpty()) {
            return new RunningCluster(Path.of(kubeconfig));
        }
        return start(directory, 0);
    }

    /**
     * Starts a cluster: with {@code KUBEBUILDER_ASSETS} as in {@link #forTests}, else the control plane of this repository.
     *
     * @param port of 127.0.0.1; 0 for a free one
     * @throws IllegalStateException if it cannot be started; the message says why
     */
    static Cluster start(Path directory, int port) {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        if (assets != null && !assets.isEmpty()) {
            return new BareApiServer(Path.of(assets), directory, port);
        }
        return ControlPlane.in(directory, port).start();
    }
}
