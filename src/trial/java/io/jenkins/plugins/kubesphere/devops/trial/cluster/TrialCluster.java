package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;

/** The cluster that a trial works on. All methods may be called from any thread. */
public interface TrialCluster extends AutoCloseable {
    /** The name of a trial's home, which runs are stamped with. */
    String HOME = "trial";

    /** As samples/ calls its project. */
    String SAMPLE_PROJECT = "demo";

    /** A kubeconfig as YAML that needs no other file of the user's folder. */
    String kubeconfig();

    /** A fresh configuration. */
    Config config();

    /** Its client, closed with this. */
    KubernetesClient client();

    /** One line for the user: which cluster it is. */
    String title();

    /**
     * Makes it ready for an operator: definitions, and the namespace of its Lease.
     *
     * @throws IllegalStateException if the API server refuses; the message says what
     */
    void prepare();

    /** For the operator; to be asked after {@link #prepare}. */
    OperatorSettings settings();

    /** Name of the project of the sample, which is the name of its namespace. */
    String project();

    /**
     * Creates an object of the sample.
     *
     * @throws IllegalStateException if one of its name exists already, which is left alone
     */
    <T extends HasMetadata> T create(T object);

    /** Deletes what {@link #create} made. The operator must be up: what it has not let go of would stay for ever. */
    void deleteCreated();

    /** Ends what the trial needed beside the sample. The operator must be down by now. */
    @Override
    void close();
}
