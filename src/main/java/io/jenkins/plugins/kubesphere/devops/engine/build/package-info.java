/** Values about builds that belong to no PipelineRun. */
package io.jenkins.plugins.kubesphere.devops.engine.build;
