package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;

/** Reads the text of a kubeconfig. */
final class Kubeconfig {
    private Kubeconfig() {}

    /**
     * Reads.
     *
     * @param what names where the text is from, for the message
     * @throws IOException if it is none; what the parser says is left out, because it quotes the text
     */
    static Config read(String what, String text) throws IOException {
        Config config;
        try {
            config = Config.fromKubeconfig(text);
        } catch (RuntimeException e) {
            throw new IOException(what + " cannot be read as a kubeconfig; check it with kubectl --kubeconfig");
        }
        if (config.getMasterUrl() == null || config.getCurrentContext() == null) {
            throw new IOException(what + " has no current context; set one with kubectl config use-context");
        }
        return config;
    }
}
