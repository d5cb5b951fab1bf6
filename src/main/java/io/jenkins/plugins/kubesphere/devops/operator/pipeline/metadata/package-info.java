/** Writes annotations that describe the job and the branches of a pipeline, for consoles that list them. */
package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;
