/**
 * An engine that needs no Jenkins: it runs the useful part of declarative Pipeline in local processes, for trying the
 * control plane and for testing it.
 *
 * <p>Implements {@code engine} and knows nothing else of ours. Nothing here is shipped.
 */
package io.jenkins.plugins.kubesphere.devops.embedded;
