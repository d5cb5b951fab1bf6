/**
 * The steps of the embedded engine, each with its arguments and its description in docs/embedded-engine.md.
 *
 * <p>Uses {@code build}, and does not depend on how a Jenkinsfile is read.
 */
package io.jenkins.plugins.kubesphere.devops.embedded.steps;
