/** Has the types of the resource PipelineRun. They are values. */
package io.jenkins.plugins.kubesphere.devops.api.run;
