/**
 * Provides base classes on the Java Operator SDK: sessions, reconcilers, event sources. Apart from the reconcilers and
 * their registration, no other package uses the SDK.
 */
package io.jenkins.plugins.kubesphere.devops.operator.framework;
