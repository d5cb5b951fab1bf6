/**
 * The engine port inside Jenkins: a project's folder, a pipeline's job, a run's build. {@link JenkinsEngine} is the door;
 * behind it each class has one job, and the listeners tell subscribers what changed. No Kubernetes type is known here.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine;
