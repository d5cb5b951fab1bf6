/**
 * Starts a real Kubernetes API on this machine, or uses a running one, for {@code ./run} and for integration tests. The
 * test sources of this package add a namespace for each test, and a proxy that simulates network failures. The package
 * uses only Kubernetes, neither the plugin nor Jenkins, so that all tests can use it.
 */
package io.jenkins.plugins.kubesphere.devops.controlplane;
