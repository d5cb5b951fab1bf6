package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.util.List;
import java.util.Objects;

/**
 * How an item that was there differed from what was requested, before it was made so. Whether a person did that, or the
 * wish has changed since, the caller knows.
 *
 * @param movedTo full name of where a person had moved the item; empty if it was not moved
 * @param disabled true if it took no builds
 * @param fields what was set otherwise: {@code description}, {@code parameters/WHO}. Without what a Jenkinsfile declares as
 *     well, and for folders without what was never requested so before
 */
public record Drift(String movedTo, boolean disabled, List<String> fields) {
    /** The item was as requested, or not there. */
    public static final Drift NONE = new Drift("", false, List.of());

    public Drift {
        Objects.requireNonNull(movedTo);
        fields = List.copyOf(fields);
    }
}
