/**
 * The REST API of KubeSphere. {@code KapisServlet} answers each request: it finds the route, the caller and the right, and
 * calls the handler. {@code v1alpha3} has the handlers.
 *
 * <p>It may use {@code engine}, {@code kubernetes}, {@code api} and {@code jakarta.servlet}. It may not use {@code
 * operator}, so that it works on a controller that does not hold the Lease. It may not use a class of Jenkins: the
 * package {@code jenkins} passes the user and the request to it.
 */
package io.jenkins.plugins.kubesphere.devops.kapis;
