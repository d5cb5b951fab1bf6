/**
 * Converts results of an engine to the JSON records that clients read ({@code api/json}). They are written to
 * annotations of a Pipeline, and later by the REST API.
 */
package io.jenkins.plugins.kubesphere.devops.engine.json;
