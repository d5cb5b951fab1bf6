package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.util.Objects;

/**
 * A folder that stands as requested.
 *
 * @param change what that took
 * @param found how it was before
 */
public record FolderOutcome(ItemChange change, Drift found) {
    public FolderOutcome {
        Objects.requireNonNull(change);
        Objects.requireNonNull(found);
    }

    /** It was not there, or as requested. */
    public FolderOutcome(ItemChange change) {
        this(change, Drift.NONE);
    }
}
