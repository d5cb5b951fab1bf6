/**
 * The cluster of a trial: a temporary one that ends with the trial, or a cluster of the user. On the cluster of the
 * user, the trial deletes only objects that it created itself.
 */
package io.jenkins.plugins.kubesphere.devops.trial.cluster;
