/**
 * Opens one connection to the API server with its informers, supervises it, and opens a new one after each failure. If
 * that is not possible, it reports what is missing and how to fix it.
 */
package io.jenkins.plugins.kubesphere.devops.kubernetes.session;
