/** Marks objects of kinds that are not supported yet with a condition, so that nobody waits for them to work. */
package io.jenkins.plugins.kubesphere.devops.operator.unsupported;
