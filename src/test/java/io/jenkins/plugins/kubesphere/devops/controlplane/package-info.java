/**
 * The ground of the integration tests: a real Kubernetes API, a namespace for each test, and a network that fails on demand. It
 * knows Kubernetes only. Nothing of the plugin, and nothing of Jenkins, may be touched here, so that every suite can stand on it.
 */
package io.jenkins.plugins.kubesphere.devops.controlplane;
