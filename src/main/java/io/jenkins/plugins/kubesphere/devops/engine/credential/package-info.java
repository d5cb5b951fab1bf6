/**
 * Credentials as they cross the port: values without a class of Jenkins or of the Kubernetes client. None of them shows a secret
 * in its {@code toString}.
 */
package io.jenkins.plugins.kubesphere.devops.engine.credential;
