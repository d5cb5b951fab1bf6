/**
 * The REST API of KubeSphere. It has no routes yet.
 *
 * <p>It may use {@code engine}, {@code kubernetes}, {@code api} and {@code jakarta.servlet}. It may not use {@code
 * operator}, so that it answers on a controller that does not hold the Lease, nor a class of Jenkins: {@code jenkins}
 * gives it the caller and the request.
 */
package io.jenkins.plugins.kubesphere.devops.kapis;
