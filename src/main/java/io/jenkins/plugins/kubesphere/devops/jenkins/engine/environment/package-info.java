/** What a build knows of the PipelineRun that started it. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.environment;
