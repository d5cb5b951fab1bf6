/**
 * Tests of what users see. They write objects as kubectl does, and read the result from the Kubernetes API. They read
 * what only the engine knows through a {@link
 * io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget}, which {@link
 * io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory} creates. Most tests run on the
 * embedded engine and on a real Jenkins; some need a real Jenkins.
 */
package io.jenkins.plugins.kubesphere.devops.acceptance;
