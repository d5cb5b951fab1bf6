/**
 * The operator: reconcilers, one package per kind, and the life cycle that starts and stops them. Speaks to Kubernetes and
 * to the {@code engine} port; knows no Jenkins class. The only place where types of the Java Operator SDK appear.
 */
package io.jenkins.plugins.kubesphere.devops.operator;
