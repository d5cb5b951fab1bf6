/**
 * Handles the PipelineRuns of the informer: claims new ones for this instance, selects those that are reconciled, and
 * removes from memory what is not used.
 */
package io.jenkins.plugins.kubesphere.devops.operator.run.claim;
