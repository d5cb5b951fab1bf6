/**
 * Secrets as credentials: one converter per type reads a Secret and gives a value, a sync keeps the engine's shelf like the cluster,
 * and what is wrong with a Secret is said on it. Reading needs no Lease, writing does.
 */
package io.jenkins.plugins.kubesphere.devops.operator.credential;
