/**
 * Stores the stages of runs in Kubernetes, for other readers than this plugin: in a ConfigMap of the run, or in its
 * annotations. What is written is limited, for each run and for all of them.
 */
package io.jenkins.plugins.kubesphere.devops.operator.run.store;
