/**
 * Reads and runs Jenkinsfiles for the embedded engine: the sections of declarative Pipeline, and Groovy code.
 */
package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;
