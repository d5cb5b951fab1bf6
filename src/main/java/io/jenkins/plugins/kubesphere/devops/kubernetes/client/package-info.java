/** Reaches the API server: connection settings, HTTP client, and the problems that keep it from working. */
package io.jenkins.plugins.kubesphere.devops.kubernetes.client;
