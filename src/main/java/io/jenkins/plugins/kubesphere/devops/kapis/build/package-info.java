/**
 * Builds by their numbers, in the JSON of Blue Ocean, as v1alpha2 shows them: each is that of a PipelineRun.
 */
package io.jenkins.plugins.kubesphere.devops.kapis.build;
