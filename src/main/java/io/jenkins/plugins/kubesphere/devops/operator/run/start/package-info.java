/** Decides when the build of a PipelineRun is started. */
package io.jenkins.plugins.kubesphere.devops.operator.run.start;
