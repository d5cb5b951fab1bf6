/** Base classes on the Java Operator SDK: sessions, reconcilers, event sources. No other package knows its classes, save the reconcilers. */
package io.jenkins.plugins.kubesphere.devops.operator.framework;
