/** Threads, queues, and what is remembered for a while. Nothing here knows the API server. */
package io.jenkins.plugins.kubesphere.devops.kubernetes.work;
