package io.jenkins.plugins.kubesphere.devops.chart;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * The chart, installed by Helm. No pod of it runs, because a control plane alone runs none.
 *
 * @param name of the release, and of everything that the chart does not name further
 */
public record HelmRelease(DocumentShell shell, KubernetesClient admin, String namespace, String name) {

    /**
     * Installs it.
     *
     * @param name of the release, and what its objects are called
     * @param options for helm, such as {@code --set a=b}; may be empty
     */
    public static HelmRelease install(
            DocumentShell shell, KubernetesClient admin, String namespace, String name, String options) {
        shell.succeed(
                "helm install " + name + " chart -n " + namespace + " --set fullnameOverride=" + name + " " + options);
        return new HelmRelease(shell, admin, namespace, name);
    }

    /** A connection as Jenkins' pod has it: as the account of the release, with a token for an hour. */
    public Config connection(Config server) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(server.getMasterUrl())
                .withCaCertData(server.getCaCertData())
                .withCaCertFile(server.getCaCertFile())
                .withOauthToken(token(name))
                .build();
    }

    /** A token of an account in the namespace of the release. */
    String token(String account) {
        return admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3_600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    /** Uninstalls it, without the step that releases finalizers. */
    public void discard() {
        shell.succeed("helm uninstall " + name + " -n " + namespace + " --no-hooks");
        admin.persistentVolumeClaims().inNamespace(namespace).withName(name).delete();
    }

    /** Uninstalls it as a user does. What the Job of the last step says is what its container would. */
    public String uninstall() {
        try (UninstallJobRunner runner = new UninstallJobRunner(this)) {
            shell.succeed("helm uninstall " + name + " -n " + namespace + " --timeout 2m");
            return runner.said();
        }
    }
}
