package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import hudson.Extension;
import hudson.util.FormValidation;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Connects to the cluster in which Jenkins runs, as the service account of the pod (Kubernetes documentation,
 * "Accessing the Kubernetes API from a Pod").
 */
public final class InCluster extends ClusterLocation {
    private static final Path FILES = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final Path TOKEN = FILES.resolve("token");
    private static final Path NAMESPACE = FILES.resolve("namespace");
    private static final Path CA = FILES.resolve("ca.crt");

    @DataBoundConstructor
    public InCluster() {
        // There is nothing to configure: Kubernetes mounts the files at fixed paths.
    }

    /** True if this process runs in a pod that has a service account. */
    public static boolean isAvailable() {
        return System.getenv(Config.KUBERNETES_SERVICE_HOST_PROPERTY) != null && Files.isReadable(TOKEN);
    }

    @Override
    protected Config settings() throws SessionNotReadyException {
        if (!isAvailable()) {
            throw new SessionNotReadyException(
                    LocalizableProblem.of(InCluster.class, "noServiceAccount", TOKEN.toString()));
        }
        String host = System.getenv(Config.KUBERNETES_SERVICE_HOST_PROPERTY);
        String port = System.getenv(Config.KUBERNETES_SERVICE_PORT_PROPERTY);
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port)
                .withCaCertFile(CA.toString())
                // Read for each request, because the kubelet replaces the file before the token expires.
                .withOauthTokenProvider(InCluster::token)
                .build();
    }

    @Override
    public Optional<String> podNamespace() {
        return PodNamespaceReader.read(NAMESPACE);
    }

    private static String token() {
        try {
            return Files.readString(TOKEN, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Jenkins lists this location first. */
    @Extension(ordinal = 2)
    @Symbol("inCluster")
    public static final class DescriptorImpl extends LocationDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.InCluster_DisplayName();
        }

        @POST
        public FormValidation doTestConnection(
                @QueryParameter String systemNamespace,
                @QueryParameter boolean credentialsFromSecrets,
                @QueryParameter boolean statusOnSecrets,
                @QueryParameter String namespacesText,
                @QueryParameter String runStore) {
            return test(
                    new InCluster(),
                    systemNamespace,
                    credentialsFromSecrets,
                    statusOnSecrets,
                    namespacesText,
                    runStore);
        }
    }
}
