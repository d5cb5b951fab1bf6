package io.jenkins.plugins.kubesphere.devops.engine;

import java.util.Objects;

/**
 * The folder that a project wants.
 *
 * @param name the folder's name, which is the project's admin namespace
 * @param owner the DevOpsProject
 */
public record FolderRequest(String name, Owner owner) {
    public FolderRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(owner);
    }
}
