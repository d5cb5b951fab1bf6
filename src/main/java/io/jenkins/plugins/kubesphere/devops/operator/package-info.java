/**
 * Starts and stops the operator, which has one package of reconcilers for each kind. It uses the Kubernetes API and the
 * {@code engine} port, and no class of Jenkins. Types of the Java Operator SDK appear only in this package and those
 * below it.
 */
package io.jenkins.plugins.kubesphere.devops.operator;
