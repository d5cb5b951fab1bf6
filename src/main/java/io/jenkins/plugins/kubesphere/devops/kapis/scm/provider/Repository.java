package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

/**
 * A repository of a provider.
 *
 * @param defaultBranch empty if the provider does not tell it in a list
 */
public record Repository(String name, String defaultBranch) {}
