/** Builds of Jenkins: started, found, stopped, and read for their PipelineRun. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;
