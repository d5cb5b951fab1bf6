/**
 * Starts a real Kubernetes API on this machine, or uses one that runs already, for {@code ./run} and for integration tests. The
 * tests add a namespace for each test, and a network that fails on demand. Knows Kubernetes only: nothing of the plugin, and
 * nothing of Jenkins, so that every suite can use it.
 */
package io.jenkins.plugins.kubesphere.devops.controlplane;
