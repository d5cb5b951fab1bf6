package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

/**
 * An organization of a provider.
 *
 * @param name as in the paths of its repositories
 * @param avatar address of its picture; empty if it has none
 */
public record Organization(String name, String avatar) {}
