/**
 * Converts Secrets to credentials of the engine. {@code CredentialSynchronizer} follows the Secrets of the projects'
 * namespaces, one converter for each type reads a Secret, and the result is written on the Secret. Reading needs no
 * Lease, writing does.
 */
package io.jenkins.plugins.kubesphere.devops.operator.credential;
