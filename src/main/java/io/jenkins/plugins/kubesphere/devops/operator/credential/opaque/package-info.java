/**
 * Finds Secrets of type {@code Opaque} that somebody meant to be credentials, without reading what is in them. Their
 * owners are told which type to give.
 */
package io.jenkins.plugins.kubesphere.devops.operator.credential.opaque;
