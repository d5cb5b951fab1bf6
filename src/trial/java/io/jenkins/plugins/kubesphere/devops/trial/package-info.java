/**
 * The command {@code ./run}: shows the operator at work, on a temporary Kubernetes API or on the cluster of the user,
 * with the embedded engine or in a real Jenkins. It is for trials and demonstrations, and is not part of the plugin.
 */
package io.jenkins.plugins.kubesphere.devops.trial;
