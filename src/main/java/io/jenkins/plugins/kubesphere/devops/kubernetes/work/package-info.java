/**
 * Runs work in the background: pools of threads, queues, and maps of limited size. Nothing here uses the API server.
 */
package io.jenkins.plugins.kubesphere.devops.kubernetes.work;
