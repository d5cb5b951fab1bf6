/**
 * Defines the credentials that the operator gives to an engine, as values without a class of Jenkins or of the
 * Kubernetes client. Their {@code toString} shows no secret.
 */
package io.jenkins.plugins.kubesphere.devops.engine.credential;
