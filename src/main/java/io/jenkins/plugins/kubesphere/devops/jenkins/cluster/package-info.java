/**
 * Lets an administrator configure how to reach the cluster. Each kind of location is a {@code Describable} that returns
 * the settings of the connection. This is the only package below {@code jenkins} that uses the Kubernetes client.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;
