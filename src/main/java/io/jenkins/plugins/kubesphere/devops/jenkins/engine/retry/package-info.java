/** Repeats what cannot be done at once. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.retry;
