package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

/**
 * The name of a repository on a server.
 *
 * @param owner organization, group with its path, workspace or project
 * @param name without {@code .git}
 */
public record RepositoryName(String owner, String name) {}
