package io.jenkins.plugins.kubesphere.devops.engine;

import java.util.Objects;

/**
 * The folder that a project wants.
 *
 * @param name the folder's name, which is the project's admin namespace
 * @param owner the DevOpsProject
 * @param adopt true if a folder of that name that belongs to somebody else, or to nobody, shall become the owner's
 */
public record FolderRequest(String name, Owner owner, boolean adopt) {
    public FolderRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(owner);
    }

    /** Adopts nothing. */
    public FolderRequest(String name, Owner owner) {
        this(name, owner, false);
    }
}
