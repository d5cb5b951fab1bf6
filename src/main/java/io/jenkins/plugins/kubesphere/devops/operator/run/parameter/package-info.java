/** Reads the values of parameters that a PipelineRun takes from Secrets. */
package io.jenkins.plugins.kubesphere.devops.operator.run.parameter;
