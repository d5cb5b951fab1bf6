package io.jenkins.plugins.kubesphere.devops.chart;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * The chart, installed by Helm. Its pods do not run, because a control plane alone does not run pods.
 *
 * @param name name of the release and of its main objects
 */
public record HelmRelease(DocumentedCommandRunner shell, KubernetesClient admin, String namespace, String name) {

    /**
     * Installs the chart.
     *
     * @param name name of the release and of its main objects
     * @param options options for helm, such as {@code --set a=b}; may be empty
     */
    public static HelmRelease install(
            DocumentedCommandRunner shell, KubernetesClient admin, String namespace, String name, String options) {
        shell.runSuccessfully(
                "helm install " + name + " chart -n " + namespace + " --set fullnameOverride=" + name + " " + options);
        return new HelmRelease(shell, admin, namespace, name);
    }

    /**
     * Returns a client configuration with the permissions of the Jenkins pod: with a token of its service account,
     * valid for one hour.
     */
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

    /** Uninstalls the release without the Job that removes finalizers. */
    public void discard() {
        shell.runSuccessfully("helm uninstall " + name + " -n " + namespace + " --no-hooks");
        admin.persistentVolumeClaims().inNamespace(namespace).withName(name).delete();
    }

    /** Uninstalls the release as a user does. Returns what the uninstall Job printed. */
    public String uninstall() {
        try (UninstallJobRunner runner = new UninstallJobRunner(this)) {
            shell.runSuccessfully("helm uninstall " + name + " -n " + namespace + " --timeout 2m");
            return runner.output();
        }
    }
}
