/**
 * A declarative Jenkinsfile as JSON and back, by the plugin pipeline-model-definition, which may be absent. {@link
 * LimitedJenkinsfileConverter} is the door. Nothing is run: the plugin reads the script as far as its syntax tree, without a build.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;
