package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.util.Objects;

/**
 * Requests the folder of a project.
 *
 * @param name the folder's name, which is the project's admin namespace
 * @param owner the DevOpsProject
 * @param displayName the name that people see; empty for none
 * @param description free text; empty for none
 * @param adopt true if the owner takes over an existing folder of this name that belongs to another owner, or to none
 */
public record FolderRequest(String name, Owner owner, String displayName, String description, boolean adopt) {
    public FolderRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(displayName);
        Objects.requireNonNull(description);
    }

    /** Requests a folder without display name and description. */
    public FolderRequest(String name, Owner owner, boolean adopt) {
        this(name, owner, "", "", adopt);
    }

    /** Requests a folder without display name and description. Does not adopt an existing folder. */
    public FolderRequest(String name, Owner owner) {
        this(name, owner, false);
    }
}
