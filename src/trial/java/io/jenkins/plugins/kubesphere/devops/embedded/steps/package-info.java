/**
 * The steps that the embedded engine has, each with its arguments and its line in docs/embedded-engine.md.
 *
 * <p>Knows a build, and nothing of how a Jenkinsfile is read.
 */
package io.jenkins.plugins.kubesphere.devops.embedded.steps;
