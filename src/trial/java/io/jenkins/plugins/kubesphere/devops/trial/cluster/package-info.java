/**
 * The cluster that a trial works on: one of its own, which ends with it, or one that the user named. Of the latter nothing is
 * changed or deleted that the trial did not create itself.
 */
package io.jenkins.plugins.kubesphere.devops.trial.cluster;
