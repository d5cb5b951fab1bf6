package io.jenkins.plugins.kubesphere.devops.engine.job;

import java.util.Objects;

/**
 * The folder that a project wants.
 *
 * @param name the folder's name, which is the project's admin namespace
 * @param owner the DevOpsProject
 * @param displayName what people see instead of the name; empty for nothing of ours
 * @param description empty for nothing of ours
 * @param adopt true if a folder of that name that belongs to somebody else, or to nobody, shall become the owner's
 */
public record FolderRequest(String name, Owner owner, String displayName, String description, boolean adopt) {
    public FolderRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(displayName);
        Objects.requireNonNull(description);
    }

    /** A folder that is called by its name alone. */
    public FolderRequest(String name, Owner owner, boolean adopt) {
        this(name, owner, "", "", adopt);
    }

    /** Adopts nothing. */
    public FolderRequest(String name, Owner owner) {
        this(name, owner, false);
    }
}
