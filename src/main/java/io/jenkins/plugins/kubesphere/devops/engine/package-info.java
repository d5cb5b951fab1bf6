/**
 * The port: what the operator and the REST API need of a CI engine, and the value types that cross it.
 *
 * <p>Knows the custom resources ({@code api}) and nothing else: no Jenkins class, no Kubernetes client, no operator
 * type. A promise made here is a test in the engine contract suite, which every engine passes.
 */
package io.jenkins.plugins.kubesphere.devops.engine;
