/** Reads what consoles show of a build beside its state and its stages. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.detail;
