/**
 * A real Jenkins in a trial: checks its war and its plugins, copies a home, configures and starts Jenkins, and reads
 * the log of Jenkins and of its builds.
 */
package io.jenkins.plugins.kubesphere.devops.trial.jenkins;
