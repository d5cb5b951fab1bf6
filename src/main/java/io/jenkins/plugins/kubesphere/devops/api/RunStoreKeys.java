package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Keys of the ConfigMap that holds what a run did: same namespace and name as the run, owned by it. We write it, the
 * REST API reads it, after the annotations of the same meaning.
 */
public final class RunStoreKeys {
    /** The run as JSON, as in {@link RunAnnotations#STATUS}. */
    public static final String STATUS = "status";

    /** Stages and steps as JSON, as in {@link RunAnnotations#STAGES}. */
    public static final String STAGES = "stage";

    private RunStoreKeys() {}
}
