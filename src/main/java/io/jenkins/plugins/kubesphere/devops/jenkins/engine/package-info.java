/**
 * Implements the engine with Jenkins: folders of projects, jobs of pipelines, builds of runs. {@link JenkinsEngine} is
 * the entry point and delegates to the other classes; the listeners publish what changed. Uses no Kubernetes type.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine;
