/** Turns the state of a build into the status of its PipelineRun, and writes it. */
package io.jenkins.plugins.kubesphere.devops.operator.run.status;
