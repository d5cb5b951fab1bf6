/**
 * Starts a real Kubernetes API on this machine, or uses a running one, for {@code ./run} and for integration tests. The
 * part for tests adds a namespace for each test, and a network that fails on demand. Uses Kubernetes only, neither the
 * plugin nor Jenkins, so that all tests can use it.
 */
package io.jenkins.plugins.kubesphere.devops.controlplane;
