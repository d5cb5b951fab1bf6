/**
 * Tests of what users see. They write objects as kubectl does, and read the result from the Kubernetes API. What only
 * the engine knows, they ask a {@link io.jenkins.plugins.kubesphere.devops.acceptance.support.Target}; {@link
 * io.jenkins.plugins.kubesphere.devops.acceptance.support.Targets} chooses it. Most tests run on the embedded engine
 * and on a real Jenkins; some need a real Jenkins.
 */
package io.jenkins.plugins.kubesphere.devops.acceptance;
