/**
 * Converts a declarative Jenkinsfile to JSON and back, with the plugin pipeline-model-definition, which may be missing.
 * The entry point is {@link LimitedJenkinsfileConverter}. No code of the Jenkinsfile runs: the plugin reads it only up
 * to the syntax tree, without a build.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;
