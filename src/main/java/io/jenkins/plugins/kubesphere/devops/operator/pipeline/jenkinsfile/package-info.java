/** Converts the Jenkinsfile of a Pipeline to JSON and back, so that both have the same content. */
package io.jenkins.plugins.kubesphere.devops.operator.pipeline.jenkinsfile;
