package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cluster that is there already; it is left running. */
record RunningCluster(Path file) implements Cluster {
    RunningCluster {
        if (!Files.isReadable(file)) {
            throw new IllegalStateException("-Dkubeconfig=" + file + " is not a readable file");
        }
    }

    @Override
    public String kubeconfig() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read -Dkubeconfig=" + file, e);
        }
    }

    /** Read from the file and not from its text: certificates may be named relative to it. */
    @Override
    public Config config() {
        return Config.fromKubeconfig(file.toFile());
    }

    @Override
    public void close() {}
}
