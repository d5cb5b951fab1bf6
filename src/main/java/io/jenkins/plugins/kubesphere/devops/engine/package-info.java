/**
 * The port: what the operator and the REST API need of a CI engine. {@link Engine} has an interface for each role; the
 * packages below contain the values that are passed in and out.
 *
 * <p>Knows the custom resources ({@code api}) and nothing else: no class of Jenkins, no Kubernetes client, no operator.
 * Each promise made here is a test in the contract suite of the engine, which every engine passes.
 */
package io.jenkins.plugins.kubesphere.devops.engine;
