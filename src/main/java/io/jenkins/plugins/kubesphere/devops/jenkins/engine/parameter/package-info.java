/**
 * Finds out which parameters the next build of a job will have: those of the job, and those that its Jenkinsfile
 * declares. The entry point is {@link JobParameterProvider}.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;
