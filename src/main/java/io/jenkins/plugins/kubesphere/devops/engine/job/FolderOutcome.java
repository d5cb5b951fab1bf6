package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.util.Objects;

/**
 * The result of {@code ensureFolder}. The folder is now as requested.
 *
 * @param change what was done to the folder
 * @param driftBefore how the folder differed from the request before this call
 */
public record FolderOutcome(ItemOperationResult change, Drift driftBefore) {
    public FolderOutcome {
        Objects.requireNonNull(change);
        Objects.requireNonNull(driftBefore);
    }

    /** Creates the result for a folder that did not differ or did not exist. */
    public FolderOutcome(ItemOperationResult change) {
        this(change, Drift.NONE);
    }
}
