/**
 * Provides the Secrets of a project as credentials of Jenkins, in the folder of the project and below it. They are in
 * memory only. The operator writes them through the interface {@code CredentialSink}; Jenkins reads them.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;
