/** PipelineRuns of the informer: which are claimed for this instance, and which are reconciled. */
package io.jenkins.plugins.kubesphere.devops.operator.run.claim;
