/**
 * Contains the Java types of the custom resources, and constants for all names that are used in Kubernetes.
 *
 * <p>The package may use Jackson, and the model classes and rules for names of fabric8, but no client, no engine and no
 * class of Jenkins. The types have the fields of {@code crds/}; a test compares both. They can decode everything that
 * the schema allows: values that users choose are Strings and not enums, JSON without a schema is a tree, unknown
 * fields are ignored, lists are never null. The records are immutable and may be shared between threads. Never write a
 * whole object back, because its unknown fields would be lost; write a patch.
 */
package io.jenkins.plugins.kubesphere.devops.api;
