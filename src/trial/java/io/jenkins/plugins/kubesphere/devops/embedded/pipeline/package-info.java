/**
 * Reads and runs Jenkinsfiles for the embedded engine: the sections of declarative Pipeline, and Groovy around the steps.
 */
package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;
