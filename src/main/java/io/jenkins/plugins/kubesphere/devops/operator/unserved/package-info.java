/** Kinds that nothing reconciles yet: each object is told so in a condition, so that nobody waits for an effect in vain. */
package io.jenkins.plugins.kubesphere.devops.operator.unserved;
