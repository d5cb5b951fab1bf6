/**
 * The port (in the sense of hexagonal architecture): the interfaces of a CI engine that the operator and the REST API
 * call. {@link Engine} has an interface for each role; the packages below contain the arguments and results. {@link
 * JobTypeChangeValidator} is a rule that all engines share.
 *
 * <p>Uses only the custom resources ({@code api}): no class of Jenkins, no Kubernetes client, no operator. Each promise
 * made here has a test in the contract suite of the engine, which every engine passes.
 */
package io.jenkins.plugins.kubesphere.devops.engine;
