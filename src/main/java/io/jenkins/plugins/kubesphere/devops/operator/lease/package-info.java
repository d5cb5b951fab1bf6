/**
 * Lets exactly one operator of a cluster act: the one that holds the Lease. The package elects the holder, knows
 * without a request how long the Lease is held, and checks it before every change.
 */
package io.jenkins.plugins.kubesphere.devops.operator.lease;
