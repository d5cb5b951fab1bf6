package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.util.List;
import java.util.Objects;

/**
 * Describes how an existing item differed from the request, before the engine changed it to match. The caller decides
 * whether a person or a new spec caused the difference.
 *
 * @param movedTo full name of the place to which a person had moved the item; empty if it was not moved
 * @param disabled true if the item accepted no builds
 * @param fields names of the fields that differed, for example {@code description} or {@code parameters/WHO}. Does
 *     not list fields of a job that the Jenkinsfile also declares, and fields of a folder that the previous request did
 *     not set
 */
public record Drift(String movedTo, boolean disabled, List<String> fields) {
    /** The item did not differ, or did not exist. */
    public static final Drift NONE = new Drift("", false, List.of());

    public Drift {
        Objects.requireNonNull(movedTo);
        fields = List.copyOf(fields);
    }
}
