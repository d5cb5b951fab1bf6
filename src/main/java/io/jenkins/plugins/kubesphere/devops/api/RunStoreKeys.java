package io.jenkins.plugins.kubesphere.devops.api;

/**
 * Names of the keys of the ConfigMap in which ks-devops stores the details of a run. The ConfigMap has the namespace
 * and name of the run, and the run is its owner. This plugin does not write it. The REST API reads it if the
 * annotations with the same content are missing.
 */
public final class RunStoreKeys {
    /** The run as JSON, as in {@link RunAnnotations#STATUS}. */
    public static final String STATUS = "status";

    /** Stages and steps as JSON, as in {@link RunAnnotations#STAGES}. */
    public static final String STAGES = "stage";

    private RunStoreKeys() {}
}
