package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The cluster that all tests of a run share. Starting one for each class would take several seconds each time.
 *
 * @param client client of the administrator
 */
record SharedCluster(KubernetesCluster cluster, KubernetesClient client) implements AutoCloseable {
    /**
     * Starts the cluster and installs crds/. A cluster that is started here keeps its data and logs below
     * target/control-plane until {@code mvn clean}. Each test run has its own folder there, so that two runs in one
     * checkout do not conflict.
     */
    static SharedCluster start() {
        Path root = RepositoryRoot.root();
        KubernetesCluster cluster = KubernetesCluster.forTests(freshFolder(root.resolve("target/control-plane")));
        KubernetesClient client = cluster.createClient();
        SharedCluster shared = new SharedCluster(cluster, client);
        try {
            CrdInstaller.installFolder(client, root.resolve("crds"));
        } catch (RuntimeException e) {
            shared.close();
            throw e;
        }
        return shared;
    }

    private static Path freshFolder(Path parent) {
        try {
            return Files.createTempDirectory(Files.createDirectories(parent), "");
        } catch (IOException e) {
            throw new IllegalStateException("Cannot make a folder in " + parent, e);
        }
    }

    @Override
    public void close() {
        client.close();
        cluster.close();
    }
}
