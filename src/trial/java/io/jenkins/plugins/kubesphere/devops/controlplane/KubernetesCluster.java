package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;

/** A Kubernetes API with the credentials of an administrator. Any thread may call the methods. */
public interface KubernetesCluster extends AutoCloseable {
    /** The kubeconfig as YAML. */
    String kubeconfig();

    /** Creates a client configuration; the caller may change it. */
    default Config createConfig() {
        return Config.fromKubeconfig(kubeconfig());
    }

    /** Creates a client; the caller closes it. */
    default KubernetesClient createClient() {
        return new KubernetesClientBuilder().withConfig(createConfig()).build();
    }

    /**
     * Returns true if the controllers of Kubernetes run: those that empty deleted namespaces, delete the dependents of
     * deleted owners, and fill aggregated roles.
     */
    default boolean hasControllers() {
        return true;
    }

    /** Ends the processes that were started for this object. A cluster that was already running continues. */
    @Override
    void close();

    /**
     * Returns the cluster for the tests, and starts it if necessary. Takes the first of these that is set:
     *
     * <ul>
     *   <li>the system property {@code kubeconfig}: path of the kubeconfig of a running cluster. Its user must be an
     *       administrator;
     *   <li>the environment variable {@code KUBEBUILDER_ASSETS}: a folder with the programs etcd and kube-apiserver. No
     *       controllers run there: deleted namespaces stay, the dependents of deleted owners stay, and the roles admin,
     *       edit and view are empty;
     *   <li>otherwise the control plane of this repository, compiled at its first use.
     * </ul>
     *
     * @param folder folder for the data and logs of a cluster that is started here
     * @throws IllegalStateException if the cluster cannot be started; the message says why
     */
    static KubernetesCluster forTests(Path folder) {
        String kubeconfig = System.getProperty("kubeconfig", "");
        if (!kubeconfig.isEmpty()) {
            return new ExistingCluster(Path.of(kubeconfig));
        }
        return start(folder, 0);
    }

    /**
     * Starts a cluster: that of {@code KUBEBUILDER_ASSETS} if it is set, as in {@link #forTests}, otherwise the control
     * plane of this repository.
     *
     * @param port a port on 127.0.0.1; 0 for any free port
     * @throws IllegalStateException if the cluster cannot be started; the message says why
     */
    static KubernetesCluster start(Path folder, int port) {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        if (assets != null && !assets.isEmpty()) {
            return new EnvtestCluster(Path.of(assets), folder, port);
        }
        return ControlPlane.inFolder(folder, port).start();
    }
}
