package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;

/** The cluster of a trial. Any thread may call the methods. */
public interface TrialCluster extends AutoCloseable {
    /** The instance id of a trial, which is written to its runs. */
    String INSTANCE_ID = "trial";

    /** The name of the project in samples/. */
    String SAMPLE_PROJECT = "demo";

    /** A kubeconfig as YAML. Paths in it are absolute. */
    String kubeconfig();

    /** Creates a client configuration. */
    Config createConfig();

    /** The client of the cluster; closed by {@link #close()}. */
    KubernetesClient client();

    /** One line that tells the user which cluster this is. */
    String title();

    /**
     * Prepares the cluster for an operator: installs missing CRDs, and creates the namespace of its Lease.
     *
     * @throws IllegalStateException if the API server refuses this; the message says what it refused
     */
    void prepare();

    /** The settings of the operator. Call this after {@link #prepare}. */
    OperatorSettings settings();

    /** Name of the sample project and of its namespace. */
    String project();

    /**
     * Creates an object of the sample.
     *
     * @throws IllegalStateException if an object of that name exists; it is not changed
     */
    <T extends HasMetadata> T create(T object);

    /** Deletes the objects of {@link #create}. The operator must be running, because it removes their finalizers. */
    void deleteCreated();

    /** Deletes the other objects of the trial, or ends the cluster. The operator must be stopped before. */
    @Override
    void close();
}
