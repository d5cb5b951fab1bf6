/** Deletes finished PipelineRuns beyond the limits of their Pipeline. */
package io.jenkins.plugins.kubesphere.devops.operator.run.retention;
