package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Names of the keys of the ConfigMap in which we store the details of a run, as ks-devops does. The ConfigMap has the
 * namespace and name of the run, and the run is its owner. The REST API reads it if the annotations with the same
 * content are missing.
 */
public final class RunStoreKeys {
    /** The run as JSON, as in {@link RunAnnotations#STATUS}. */
    public static final String STATUS = "status";

    /** Stages and steps as JSON, as in {@link RunAnnotations#STAGES}. */
    public static final String STAGES = "stage";

    /** {@code "true"} if {@link #STAGES} or {@link #STATUS} lacks something, because all of it would be too large. */
    public static final String TRUNCATED = "truncated";

    private RunStoreKeys() {}
}
