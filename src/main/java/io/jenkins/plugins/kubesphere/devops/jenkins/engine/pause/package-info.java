/** Pauses builds between their steps, and resumes them. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.pause;
