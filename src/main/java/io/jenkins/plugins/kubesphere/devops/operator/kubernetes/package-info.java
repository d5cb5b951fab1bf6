/**
 * How the operator speaks to the API server beyond its informers: patches that cannot hit the wrong object, conditions
 * that change only when something changed, Events that do not repeat themselves, and the base of every reconciler.
 */
package io.jenkins.plugins.kubesphere.devops.operator.kubernetes;
