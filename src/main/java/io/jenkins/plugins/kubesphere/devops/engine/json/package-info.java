/**
 * Converts values of the port to the JSON records that clients read ({@code api/json}). The annotations of a Pipeline
 * use them, and so will the REST API.
 */
package io.jenkins.plugins.kubesphere.devops.engine.json;
