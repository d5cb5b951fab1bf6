package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.util.List;
import java.util.Objects;

/**
 * Describes how an existing item differed from the request, before it was changed to match. The caller knows whether a
 * person caused that or the request has changed.
 *
 * @param movedTo full name of the place to which a person had moved the item; empty if it was not moved
 * @param disabled true if the item accepted no builds
 * @param fields the fields that differed: {@code description}, {@code parameters/WHO}. Fields that a Jenkinsfile
 *     declares too are left out; for folders also fields that were never requested before
 */
public record Drift(String movedTo, boolean disabled, List<String> fields) {
    /** The item did not differ, or did not exist. */
    public static final Drift NONE = new Drift("", false, List.of());

    public Drift {
        Objects.requireNonNull(movedTo);
        fields = List.copyOf(fields);
    }
}
