/** Serves the REST API where no Jenkins does it. */
package io.jenkins.plugins.kubesphere.devops.trial.kapis;
