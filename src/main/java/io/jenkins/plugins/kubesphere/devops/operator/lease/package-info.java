/**
 * Of all operators on a cluster one acts: the one that holds the Lease. Who holds it, for how long that is certain without
 * asking anybody, and what stands in front of every change meanwhile.
 */
package io.jenkins.plugins.kubesphere.devops.operator.lease;
