package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;

/**
 * Reads connection settings from the text of a kubeconfig. The text can name programs, which are run, and files, which
 * are read: check a text with {@link KubeconfigContentValidator} unless an administrator of the controller wrote it.
 */
final class KubeconfigReader {
    private KubeconfigReader() {}

    /**
     * Reads a kubeconfig.
     *
     * @param source names the file or credential of the text, for the message
     * @throws SessionNotReadyException if the text is not a kubeconfig or has no current context. It omits the message
     *     of the parser, which quotes the text
     */
    static Config read(LocalizableProblem source, String text) throws SessionNotReadyException {
        Config config;
        try {
            config = Config.fromKubeconfig(text);
        } catch (RuntimeException e) {
            throw new SessionNotReadyException(
                    LocalizableProblem.of(KubeconfigReader.class, "invalidKubeconfig", source));
        }
        if (config.getMasterUrl() == null || config.getCurrentContext() == null) {
            throw new SessionNotReadyException(LocalizableProblem.of(KubeconfigReader.class, "noContext", source));
        }
        return config;
    }
}
