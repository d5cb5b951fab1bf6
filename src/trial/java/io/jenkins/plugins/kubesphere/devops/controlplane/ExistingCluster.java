package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cluster that was already running. {@link #close()} does not stop it. */
record ExistingCluster(Path kubeconfigFile) implements KubernetesCluster {
    ExistingCluster {
        if (!Files.isReadable(kubeconfigFile)) {
            throw new IllegalStateException(
                    "-Dkubeconfig=" + kubeconfigFile + " is not a readable file; give the path of a kubeconfig");
        }
    }

    @Override
    public String kubeconfig() {
        try {
            return Files.readString(kubeconfigFile);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read -Dkubeconfig=" + kubeconfigFile, e);
        }
    }

    /**
     * Creates the configuration from the file, not from its text, because paths of certificates may be relative to the
     * file.
     */
    @Override
    public Config createConfig() {
        return Config.fromKubeconfig(kubeconfigFile.toFile());
    }

    @Override
    public void close() {}
}
