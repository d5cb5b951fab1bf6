/**
 * A build of the embedded engine while it runs: its thread, its log, its processes, and the context in which a step
 * runs.
 *
 * <p>Knows no Groovy and nothing of how a Jenkinsfile is read.
 */
package io.jenkins.plugins.kubesphere.devops.embedded.build;
