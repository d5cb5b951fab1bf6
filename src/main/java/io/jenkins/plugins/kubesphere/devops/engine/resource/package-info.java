/**
 * Reads PipelineRuns, creates requests for an engine from them, and checks the parameters of Pipelines. The operator
 * and {@code jobxml} use it, and later the REST API.
 */
package io.jenkins.plugins.kubesphere.devops.engine.resource;
