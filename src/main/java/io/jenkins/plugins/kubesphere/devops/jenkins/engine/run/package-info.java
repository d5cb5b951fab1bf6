/** Starts, finds, stops and reads the builds of PipelineRuns. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;
