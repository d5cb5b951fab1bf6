/** How the API server is reached: the connection, the HTTP client, and what keeps it from working. */
package io.jenkins.plugins.kubesphere.devops.kubernetes.client;
