package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import java.util.Arrays;
import java.util.Optional;

/** Where the stages of runs are stored. */
public enum RunStoreType {
    /** In a ConfigMap with the name of the run. */
    CONFIG_MAP("configmap"),
    /** In annotations of the run. */
    ANNOTATIONS("annotations"),
    /** Nowhere. */
    NONE("none");

    private final String value;

    RunStoreType(String value) {
        this.value = value;
    }

    /** Returns the word that stands for this type in a configuration. */
    public String value() {
        return value;
    }

    /** Returns the type of a word in a configuration; empty for any other word. */
    public static Optional<RunStoreType> parse(String value) {
        return Arrays.stream(values()).filter(type -> type.value.equals(value)).findFirst();
    }
}
