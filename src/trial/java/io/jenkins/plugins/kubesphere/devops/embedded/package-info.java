/**
 * An engine that needs no Jenkins: it runs the useful part of declarative Pipeline in local processes, for trying the
 * control plane ({@code ./run}) and for testing it.
 *
 * <p>Here are its jobs, its queue and its state on disk. {@code pipeline} reads Jenkinsfiles, {@code steps} has the steps,
 * {@code build} is a build while it runs; each knows the next, and never back.
 *
 * <p>Implements {@code engine} and knows nothing else of ours. Nothing here is shipped.
 */
package io.jenkins.plugins.kubesphere.devops.embedded;
