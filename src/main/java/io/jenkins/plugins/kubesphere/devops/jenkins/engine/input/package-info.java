/** Reads and answers the questions of the step {@code input}. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.input;
