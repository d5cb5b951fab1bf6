/**
 * Requests to servers that a caller names. Such a request must not reach what only Jenkins can reach: the services of the
 * cluster, the machine of Jenkins, the metadata of a cloud. It must not use threads or memory without limit.
 *
 * <p>The HTTP client of Java resolves the name again after a check, so DNS rebinding would get around the check. OkHttp,
 * which is a dependency of the Kubernetes client, lets us replace the resolver and the socket. So the address is checked
 * when the socket connects.
 */
package io.jenkins.plugins.kubesphere.devops.kapis.outbound;
