/**
 * A running build of the embedded engine: its thread, its log, its processes, and the context in which a step runs.
 *
 * <p>Does not depend on Groovy, nor on how a Jenkinsfile is read.
 */
package io.jenkins.plugins.kubesphere.devops.embedded.build;
