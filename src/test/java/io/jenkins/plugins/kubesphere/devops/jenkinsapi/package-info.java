/**
 * Compares src/jenkins-api (hand-written declarations of the Jenkins API) and our byte code with a real Jenkins and its
 * plugins. Knows class files only: nothing here loads or runs a class of Jenkins.
 */
package io.jenkins.plugins.kubesphere.devops.jenkinsapi;
