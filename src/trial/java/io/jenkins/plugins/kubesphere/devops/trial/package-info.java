/**
 * {@code ./run}: the whole loop in one command, on a Kubernetes API of its own or on yours, with the embedded engine in the
 * place of Jenkins, or in a real Jenkins. For trying and showing; nothing of it is part of the plugin.
 */
package io.jenkins.plugins.kubesphere.devops.trial;
