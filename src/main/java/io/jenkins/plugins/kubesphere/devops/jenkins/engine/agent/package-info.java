/** Knows the pods in which the plugin kubernetes starts agents, and what is wrong with them. That plugin may be missing. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent;
