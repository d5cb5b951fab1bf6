/**
 * Reads custom resources of runs, and turns them into requests for an engine. Used by the operator and the REST API.
 */
package io.jenkins.plugins.kubesphere.devops.engine.resource;
