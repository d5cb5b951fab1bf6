/**
 * The REST API of KubeSphere. It has no routes yet.
 *
 * <p>It may use {@code engine}, {@code kubernetes}, {@code api} and {@code jakarta.servlet}. It may not use {@code
 * operator}, so that it works on a controller that does not hold the Lease. It may not use a class of Jenkins: the
 * package {@code jenkins} passes the user and the request to it.
 */
package io.jenkins.plugins.kubesphere.devops.kapis;
