/** From a custom resource to what an engine is asked for. Used by the operator and the REST API. */
package io.jenkins.plugins.kubesphere.devops.engine.resource;
