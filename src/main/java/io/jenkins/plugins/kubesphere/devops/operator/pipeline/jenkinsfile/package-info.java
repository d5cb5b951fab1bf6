/** Keeps the Jenkinsfile of a Pipeline and its JSON in step. */
package io.jenkins.plugins.kubesphere.devops.operator.pipeline.jenkinsfile;
