/**
 * Receives webhooks of Git hosts and of Jenkins. These routes ask for no credentials: a push is authenticated by a
 * signature with the secret of the pipeline that it starts.
 */
package io.jenkins.plugins.kubesphere.devops.kapis.webhook;
