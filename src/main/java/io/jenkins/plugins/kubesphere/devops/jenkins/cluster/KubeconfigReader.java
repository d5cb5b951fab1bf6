package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;

/** Reads the text of a kubeconfig. */
final class KubeconfigReader {
    private KubeconfigReader() {}

    /**
     * Reads.
     *
     * @param what names where the text is from, for the message
     * @throws NotReadyException if it is none; what the parser says is left out, because it quotes the text
     */
    static Config read(Problem what, String text) throws NotReadyException {
        Config config;
        try {
            config = Config.fromKubeconfig(text);
        } catch (RuntimeException e) {
            throw new NotReadyException(Problem.of(KubeconfigReader.class, "noKubeconfig", what));
        }
        if (config.getMasterUrl() == null || config.getCurrentContext() == null) {
            throw new NotReadyException(Problem.of(KubeconfigReader.class, "noContext", what));
        }
        return config;
    }
}
