/**
 * What users see of the whole, from outside: objects are written as kubectl writes them, what becomes of them is read from the
 * Kubernetes API, and what an engine alone knows is asked through a {@link
 * io.jenkins.plugins.kubesphere.devops.acceptance.support.Target}. Which target: {@link
 * io.jenkins.plugins.kubesphere.devops.acceptance.support.Targets}. No test here knows whether it is embedded or a real Jenkins.
 */
package io.jenkins.plugins.kubesphere.devops.acceptance;
