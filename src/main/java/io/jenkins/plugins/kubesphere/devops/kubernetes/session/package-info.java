/**
 * One connection to the API server with its informers: opened, supervised, and opened again after each failure.
 * A session that cannot be opened says what is missing and how to fix it.
 */
package io.jenkins.plugins.kubesphere.devops.kubernetes.session;
