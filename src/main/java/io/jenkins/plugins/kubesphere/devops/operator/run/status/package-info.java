/** From the state of a build to the status of its PipelineRun. */
package io.jenkins.plugins.kubesphere.devops.operator.run.status;
