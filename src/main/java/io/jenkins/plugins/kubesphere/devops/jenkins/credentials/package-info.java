/**
 * Secrets as Jenkins' credentials: kept in memory only, for the folder of their project and everything below it. Written to by
 * the operator, through the port; read by Jenkins.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;
