package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import java.nio.file.Path;
import java.util.Set;

/** A Kubernetes API that was started for a trial. It ends with the trial, and its data are deleted. */
public final class TemporaryCluster implements TrialCluster {
    private final KubernetesCluster cluster;
    private final Path definitions;
    private final KubernetesClient client;

    /**
     * @param cluster the cluster; closed by {@link #close()}
     * @param definitions the folder crds/
     */
    public TemporaryCluster(KubernetesCluster cluster, Path definitions) {
        this.cluster = cluster;
        this.definitions = definitions;
        this.client = cluster.createClient();
    }

    @Override
    public String kubeconfig() {
        return cluster.kubeconfig();
    }

    @Override
    public Config createConfig() {
        return cluster.createConfig();
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public String title() {
        return client.getMasterUrl() + ", temporary";
    }

    @Override
    public void prepare() {
        CrdInstaller.installFolder(client, definitions);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(OperatorSettings.DEFAULT_SYSTEM_NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    @Override
    public OperatorSettings settings() {
        return OperatorSettings.of(INSTANCE_ID, OperatorSettings.DEFAULT_SYSTEM_NAMESPACE, Set.of());
    }

    @Override
    public String project() {
        return SAMPLE_PROJECT;
    }

    @Override
    public <T extends HasMetadata> T create(T object) {
        return client.resource(object).create();
    }

    /** Does nothing: all data are deleted with the cluster. */
    @Override
    public void deleteCreated() {}

    @Override
    public void close() {
        client.close();
        cluster.close();
    }
}
