/** Keeps the queue of Jenkins consistent over a crash, and locks it. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue;
