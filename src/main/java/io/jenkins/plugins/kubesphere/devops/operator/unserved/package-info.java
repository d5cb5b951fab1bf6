/** Marks objects of kinds that are not served yet with a condition, so that nobody waits for an effect. */
package io.jenkins.plugins.kubesphere.devops.operator.unserved;
