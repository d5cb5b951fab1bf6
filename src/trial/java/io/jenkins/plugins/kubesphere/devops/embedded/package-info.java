/**
 * The embedded engine, which needs no Jenkins. It runs the most used part of declarative Pipeline in local processes,
 * for users who try the operator ({@code ./run}) and for tests. It is not shipped.
 *
 * <p>This package has its jobs, its queue and its state on disk. {@code pipeline} reads Jenkinsfiles, {@code steps} has
 * the steps, {@code build} has the running build; each of the three uses only those after it.
 *
 * <p>Implements {@code engine}.
 */
package io.jenkins.plugins.kubesphere.devops.embedded;
