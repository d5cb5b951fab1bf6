/**
 * Where the cluster is, as an administrator says it: each way is a describable that gives connection settings. The only
 * package below {@code jenkins} that knows the Kubernetes client.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;
