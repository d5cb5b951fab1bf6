/**
 * Starting, watching over, and starting again: whatever happens to the API server, its CRDs, our rights or our credentials,
 * the operator says what is wrong and comes back by itself.
 */
package io.jenkins.plugins.kubesphere.devops.operator.lifecycle;
